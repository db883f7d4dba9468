import { type Block, tidy } from "./block.ts";

/** Longest line of a source that was wrapped by hand or by a program, in characters; longer lines are paragraphs. */
const WIDEST_WRAP = 120;
/** Shortest such width: below it a source is a list of short lines, not a wrapped text. */
const NARROWEST_WRAP = 60;
/** Share of lines that are no longer than the width: the few longer ones are page furniture set apart. */
const USUAL_SHARE = 0.9;
/** Share of lines that must be full before we take the ends of lines for the work of a program. */
const FULL_SHARE = 0.6;
/** How far short of the full width a wrapped line may stop although the next word would have fitted, in characters. */
const WRAP_SLACK = 6;
/** A first line that is indented this much more than the line before it begins a paragraph, in characters. */
const INDENT = 3;

/** `1. `, `(a) `: begins a paragraph of its own also in the middle of wrapped lines. */
const MARKER = /^\s*(?:\d{1,3}\.|\([a-z]{1,4}\))\s/;

/**
 * Reads plain text. A source with long lines has one paragraph a line; one whose lines are all short was wrapped, and
 * its paragraphs end at blank lines, at indented lines, before numbers, or where a sentence ends and a capital follows.
 */
export function readPlainText(source: string): Block[] {
  const text = source.replace(/\r\n?|[\f\u0085\u2028\u2029]/g, "\n").replace(/^\ufeff/, "");
  const front = frontMatter(text);
  const groups = groupsOf(text.slice(front.length));
  const width = wrapWidth(groups);
  const blocks = width === null ? groups.flat() : groups.flatMap(joinWrapped(groups, width));
  const rest = blocks.map((block) => ({ text: tidy(block) })).filter((block) => block.text !== "");
  return front === ""
    ? rest
    : [{ text: tidy(front.replaceAll("\n", " ")), omitted: "front matter" }, ...rest];
}

/** What stands between two lines `---` at the very beginning: the file's own data, no words of the text. */
function frontMatter(text: string): string {
  const end = text.startsWith("---\n") ? text.indexOf("\n---\n", 3) : -1;
  return end === -1 ? "" : text.slice(0, end + 5);
}

/** Lines between blank lines. */
function groupsOf(text: string): string[][] {
  const groups: string[][] = [];
  let group: string[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() !== "") {
      if (group.length === 0) groups.push(group);
      group.push(line.trimEnd().replaceAll("\t", "    "));
    } else group = [];
  }
  return groups;
}

/** The width that a wrapped source was wrapped at; `null` for a source with one paragraph a line. */
function wrapWidth(groups: readonly string[][]): number | null {
  const lengths = groups.flatMap((group) => group.map((line) => line.length)).sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * USUAL_SHARE)] ?? 0;
  return width >= NARROWEST_WRAP && width <= WIDEST_WRAP && areFull(groups, width) ? width : null;
}

/** Whether most lines that another one follows stop because they are full. */
function areFull(groups: readonly string[][], width: number): boolean {
  let full = 0;
  let all = 0;
  for (const group of groups)
    group.slice(1).forEach((line, before) => {
      const last = group[before] ?? "";
      if (beginsParagraph(last, line)) return;
      all += 1;
      if (isFull(last, line, width)) full += 1;
    });
  return full > 0 && full >= all * FULL_SHARE;
}

function joinWrapped(groups: readonly string[][], width: number): (group: string[]) => string[] {
  const marked = groups.length > 2 || groups.some((group) => group.some((line) => indent(line) >= INDENT));
  return (group) => {
    const paragraphs: string[] = [];
    let last = "";
    let parts: string[] = [];
    for (const line of group) {
      if (last === "" || !continues(last, line, width, marked)) {
        if (parts.length > 0) paragraphs.push(parts.join(""));
        parts = [line];
      } else parts.push(endsInHyphen(last, line) ? line.trimStart() : ` ${line.trimStart()}`);
      last = line;
    }
    if (parts.length > 0) paragraphs.push(parts.join(""));
    return paragraphs;
  };
}

/** Whether `line` goes on with the paragraph of the line before it. `marked`: blank lines or indents show paragraphs. */
function continues(last: string, line: string, width: number, marked: boolean): boolean {
  if (beginsParagraph(last, line) || !isFull(last, line, width)) return false;
  return marked || !/[.;:,]$/.test(last) || !/^\s*["“«]?\p{Lu}/u.test(line);
}

const beginsParagraph = (last: string, line: string): boolean =>
  MARKER.test(line) || indent(line) >= indent(last) + INDENT;

/** Whether the first word of `line` had no room after `last`. */
function isFull(last: string, line: string, width: number): boolean {
  const firstWord = /^\s*(\S*)/.exec(line)?.[1] ?? "";
  return last.length + 1 + firstWord.length + WRAP_SLACK > width;
}

const indent = (line: string): number => line.length - line.trimStart().length;

/** A word that was divided, or a compound that ends its line: no space comes between. */
const endsInHyphen = (last: string, line: string): boolean =>
  /\p{L}[-\u2010\u2011]$/u.test(last) && /^\s*\p{Ll}/u.test(line);
