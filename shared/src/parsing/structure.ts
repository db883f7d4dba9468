import type { Kind } from "../model/index.ts";
import type { Block } from "./block.ts";
import { isDayAlone } from "./dates.ts";
import { subLabel } from "./labels.ts";
import { climb, numberOf, type Rung, subOf } from "./markers.ts";
import { type Organ, openingOrgan } from "./opening.ts";
import { unquote } from "./quotation.ts";

/** A paragraph before ids, references and dates. */
export type Part = {
  readonly label: string | null;
  readonly kind: Kind;
  readonly level: number;
  readonly text: string;
};
/** What the blocks are, in order. */
export type Structure = {
  readonly title: string | null;
  /** The organ of the first resolution in the text. */
  readonly organ: Organ | null;
  /** Statements of a press release stand beside the resolution that it prints. */
  readonly hasCoverage: boolean;
  /** Texts before the first resolution, title and letterhead included: they say symbol and date. */
  readonly preface: readonly string[];
  readonly parts: readonly Part[];
  readonly omitted: readonly { readonly text: string; readonly reason: string }[];
};

/** Longest heading or title, in characters: a long headline; a paragraph without a full stop is longer. */
const LONGEST_HEADING = 140;
const LONGEST_TITLE = 300;
/** Largest step between two operative numbers: a source may leave some out, but "1945." is no paragraph. */
const LARGEST_STEP = 10;

const ANNEX =
  /^(?:annex|annexe|anexo|appendix|appendice|apéndice|приложение|附件|المرفق)(?:\s+([IVXL]{1,6}|\d{1,2}|[A-Z]))?$/i;
const LETTERHEAD =
  /^(?:United Nations|Nations Unies|Naciones Unidas)\b(?!.*[.,;]$)|^(?:Security Council|General Assembly)(?:\s+Distr\b.*)?$|^Distr\b|^Original:|^\S+ session\b|^(?:[A-Z]{1,2}\.)?\d\d-\d{5}\b|^(?:[AES]\/\S*\d\S*(?:\s\(\d{4}\))?)$/i;

/** How the General Assembly numbers its resolutions; what stands above is letterhead. */
const NUMBERED_TITLE = /^\d{1,3}\/\d{1,3}(?: [A-Z])?\. \p{Lu}/u;

type Zone = "preface" | "coverage" | "preamble" | "operative" | "annex" | "prose";

/** Where the walk over the blocks stands. */
type Walk = {
  zone: Zone;
  /** Inside the quotation that a press release prints a resolution as. */
  quoted: boolean;
  /** Last numbered paragraph: `OP9`, `PP4`, `Annex 3`; sub-paragraphs belong to it. */
  parent: string | null;
  ladder: { readonly rungs: readonly Rung[]; readonly words: readonly string[] };
  number: number;
  coverage: number;
  preambular: number;
  annexes: number;
  annexName: string;
  readonly severalAnnexes: boolean;
  readonly parts: Part[];
  readonly omitted: { text: string; reason: string }[];
};

const NO_LADDER = { rungs: [], words: [] } as const;

/**
 * Says what each block is, by structure alone: the line "The Security Council," opens a resolution, what stands before
 * its first number is the preamble, what is numbered is operative; a resolution that is printed as a quotation stands in
 * a press release, whose other paragraphs are coverage.
 */
export function structureOf(blocks: readonly Block[]): Structure {
  const opening = blocks.findIndex((block) => openingOrgan(block.text) !== null);
  const titleAt = titlePlace(blocks, opening);
  const hasCoverage = opening > 0 && isPressRelease(blocks, opening, titleAt);
  const walk = start(blocks, opening === -1 ? "prose" : hasCoverage ? "coverage" : "preface");
  blocks.forEach((block, at) => {
    if (block.omitted !== undefined) walk.omitted.push({ text: block.text, reason: block.omitted });
    else if (at < titleAt) walk.omitted.push({ text: block.text, reason: "letterhead" });
    else if (at !== titleAt) take(walk, block, blocks[at + 1]);
  });
  return {
    title: blocks[titleAt]?.text ?? null,
    organ: opening === -1 ? null : openingOrgan(blocks[opening]?.text ?? ""),
    hasCoverage,
    preface: blocks.slice(0, opening === -1 ? titleAt + 1 : opening).map((block) => block.text),
    parts: walk.parts,
    omitted: walk.omitted,
  };
}

function start(blocks: readonly Block[], zone: Zone): Walk {
  const annexes = blocks.filter((block) => ANNEX.test(block.text)).length;
  return {
    zone,
    quoted: false,
    parent: null,
    ladder: NO_LADDER,
    number: 0,
    coverage: 0,
    preambular: 0,
    annexes: 0,
    annexName: "Annex",
    severalAnnexes: annexes > 1,
    parts: [],
    omitted: [],
  };
}

/**
 * A block such as "80/1. Participation …", else the first after the letterhead, when it reads like a title and something
 * follows it; -1 for none.
 */
function titlePlace(blocks: readonly Block[], opening: number): number {
  const numbered = blocks.slice(0, Math.max(0, opening)).findIndex(({ text }) => NUMBERED_TITLE.test(text));
  if (numbered !== -1) return numbered;
  const before = opening === -1 ? blocks.length - 1 : opening;
  const at = blocks.findIndex((block) => block.omitted === undefined && !isLetterhead(block.text));
  const first = blocks[at];
  if (!first || at >= before || first.text.length > LONGEST_TITLE) return -1;
  return first.heading || !/[.,;:，。；：]$/.test(first.text) ? at : -1;
}

/** The resolution is printed as a quotation, or is announced after sentences of its own ("… reads as follows:"). */
function isPressRelease(blocks: readonly Block[], opening: number, title: number): boolean {
  const before = blocks.slice(title + 1, opening).filter((block) => block.omitted === undefined);
  const sentences = before.filter((block) => /[.。؟!?]["”»]?$/.test(block.text)).length;
  return (
    unquote(blocks[opening]?.text ?? "").opening !== "" || (sentences > 0 && isAnnouncement(before.at(-1)))
  );
}

const isLetterhead = (text: string): boolean =>
  text.length <= LONGEST_HEADING && (LETTERHEAD.test(text) || isDayAlone(text));

const isAnnouncement = (block: Block | undefined): boolean => /[:：]$/.test(block?.text ?? "");

const looksLikeHeading = (block: Block): boolean =>
  block.heading === true ||
  (block.text.length <= LONGEST_HEADING &&
    !/[.,;:!?…。，；：،؛]["”»]?$/.test(block.text) &&
    /^\P{Ll}*\p{L}/u.test(block.text) &&
    !/^\p{Ll}/u.test(block.text));

function take(walk: Walk, block: Block, next: Block | undefined): void {
  if (openingOrgan(block.text) !== null) return open(walk, block.text);
  if (!walk.quoted) return place(walk, block, next);
  const { text, opening, closing } = unquote(block.text);
  omit(walk, opening);
  if (text !== "") place(walk, { ...block, text }, next);
  omit(walk, closing);
  if (closing === "") return;
  walk.quoted = false;
  walk.zone = "coverage";
  below(walk, null);
}

function open(walk: Walk, text: string): void {
  const unquoted = unquote(text);
  omit(walk, unquoted.opening);
  add(walk, { label: null, kind: "other", level: 0, text: unquoted.text });
  omit(walk, unquoted.closing);
  walk.zone = "preamble";
  walk.quoted = unquoted.opening !== "";
  walk.number = 0;
  walk.preambular = 0;
  below(walk, null);
}

function place(walk: Walk, block: Block, next: Block | undefined): void {
  const inResolution = walk.zone === "preamble" || walk.zone === "operative" || walk.zone === "annex";
  if (inResolution && (placeAnnex(walk, block) || placeNumbered(walk, block) || placeSub(walk, block.text)))
    return;
  if (looksLikeHeading(block)) return add(walk, { label: null, kind: "heading", level: 0, text: block.text });
  const announced = isAnnouncement(block) && next !== undefined && openingOrgan(next.text) !== null;
  if (walk.zone === "coverage" && !announced) {
    walk.coverage += 1;
    return add(walk, { label: `C${walk.coverage}`, kind: "coverage", level: 0, text: block.text });
  }
  if (walk.zone === "preamble") {
    walk.preambular += 1;
    const label = `PP${walk.preambular}`;
    below(walk, label);
    return add(walk, { label, kind: "preambular", level: 0, text: block.text });
  }
  const kind = walk.zone === "annex" ? "annex" : "other";
  add(walk, { label: null, kind, level: 0, text: block.text });
}

/** "Annex II" begins an annex, after the operative paragraphs. */
function placeAnnex(walk: Walk, block: Block): boolean {
  const found = walk.zone === "preamble" ? null : ANNEX.exec(block.text);
  if (!found) return false;
  walk.annexes += 1;
  walk.annexName = walk.severalAnnexes ? `Annex ${found[1] ?? walk.annexes}` : "Annex";
  add(walk, { label: null, kind: "heading", level: 0, text: block.text });
  walk.zone = "annex";
  walk.number = 0;
  below(walk, null);
  return true;
}

function placeNumbered(walk: Walk, block: Block): boolean {
  const found = block.heading ? null : numberOf(block.text);
  if (!found || found.rest === "" || found.number <= walk.number || found.number > walk.number + LARGEST_STEP)
    return false;
  if (walk.zone === "preamble") walk.zone = "operative";
  walk.number = found.number;
  const annex = walk.zone === "annex";
  const label = annex ? `${walk.annexName} ${found.number}` : `OP${found.number}`;
  const kind = annex ? "annex" : "operative";
  below(walk, label);
  const sub = subOf(found.rest);
  const runIn = sub !== null && climb([], sub.word)?.[0]?.value === 1 && placeSub(walk, found.rest);
  if (!runIn) add(walk, { label, kind, level: 0, text: found.rest });
  return true;
}

/** `(a) …` under the last paragraph with a number; `(a) (i) …` in one block is the deeper one. */
function placeSub(walk: Walk, text: string): boolean {
  const sub = walk.parent === null ? null : subOf(text);
  const rungs = sub && climb(walk.ladder.rungs, sub.word);
  if (!sub || sub.rest === "" || !rungs || walk.parent === null) return false;
  walk.ladder = { rungs, words: [...walk.ladder.words.slice(0, rungs.length - 1), sub.word] };
  const deeper = subOf(sub.rest);
  const deeperRungs = deeper && climb(rungs, deeper.word);
  if (deeperRungs && deeperRungs.length > rungs.length) return placeSub(walk, sub.rest);
  const { words } = walk.ladder;
  const kind = walk.zone === "annex" ? "annex" : walk.zone === "preamble" ? "preambular" : "operative";
  add(walk, { label: subLabel(walk.parent, words), kind, level: words.length, text: sub.rest });
  return true;
}

/** Sub-paragraphs that follow belong to `parent`, and begin anew. */
function below(walk: Walk, parent: string | null): void {
  walk.parent = parent;
  walk.ladder = NO_LADDER;
}

function add(walk: Walk, part: Part): void {
  walk.parts.push(part);
}

function omit(walk: Walk, mark: string): void {
  if (mark !== "") walk.omitted.push({ text: mark, reason: "quotation mark" });
}
