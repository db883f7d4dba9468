import type { Selector, TextPositionSelector, TextQuoteSelector } from "../model/index.ts";
import { evenedText, evenOut } from "./characters.ts";

/** Where words stand: UTF-16 offsets, `end` not included. */
export type Range = { readonly start: number; readonly end: number };

/** What a search for a quote says. */
export type Found =
  | { readonly kind: "found"; readonly start: number; readonly end: number }
  | { readonly kind: "missing" }
  | { readonly kind: "ambiguous" };

/** The two selectors of a target, each where it is given. */
export type Quoted = {
  readonly quote: TextQuoteSelector | null;
  readonly position: TextPositionSelector | null;
};

/** The first selector of each kind: further ones say the same in other words. */
export function quoted(selectors: readonly Selector[]): Quoted {
  let quote: TextQuoteSelector | null = null;
  let position: TextPositionSelector | null = null;
  for (const selector of selectors)
    if (selector.type === "TextQuoteSelector") quote ??= selector;
    else position ??= selector;
  return { quote, position };
}

/**
 * Finds quoted words in the text that they were taken from. The words decide: a position counts only where exactly these
 * words stand; prefix and suffix choose between several places. Words that a browser or a word processor changed on the
 * way (hyphens, quotation marks, spaces, accents) are found too; what is found is always a range of the text itself.
 * A position alone is taken at its word.
 */
export function findQuote(text: string, selectors: readonly Selector[]): Found {
  const { quote, position } = quoted(selectors);
  if (!quote) return position && isRange(text, position) ? foundAt(position) : { kind: "missing" };
  if (quote.exact === "") return { kind: "missing" };
  const places = placesOf(text, quote.exact);
  const hinted =
    position && places.find(({ start, end }) => start === position.start && end === position.end);
  return hinted ? foundAt(hinted) : choose(text, quote, places);
}

/** All places of the exact words, else of words that differ only in the forms of characters; they may overlap. */
export function placesOf(text: string, exact: string): Range[] {
  const places = occurrences(text, exact).map((start) => ({ start, end: start + exact.length }));
  if (places.length > 0) return places;
  const { text: evened, starts, ends } = evenOut(text);
  const wanted = evenedText(exact).trim();
  const found: Range[] = [];
  for (const first of occurrences(evened, wanted)) {
    const last = first + wanted.length - 1;
    const start = starts[first];
    const end = ends[last];
    // Half of a character with its marks is no match.
    if (start === undefined || end === undefined) continue;
    if (starts[first - 1] !== start && ends[last + 1] !== end) found.push({ start, end });
  }
  return found;
}

function occurrences(text: string, words: string): number[] {
  const found: number[] = [];
  if (words === "") return found;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
}

/** The one place, else the one that prefix and suffix agree with, else the one that either agrees with. */
function choose(text: string, quote: TextQuoteSelector, places: readonly Range[]): Found {
  const [first] = places;
  if (!first) return { kind: "missing" };
  if (places.length === 1) return foundAt(first);
  const agreement = places.map((place) => agreementOf(text, quote, place));
  const most = Math.max(...agreement);
  const best = places.filter((_, at) => agreement[at] === most);
  return most > 0 && best.length === 1 && best[0] ? foundAt(best[0]) : { kind: "ambiguous" };
}

/** How many of prefix and suffix stand at the place; an empty one says nothing. */
function agreementOf(text: string, { prefix = "", suffix = "" }: TextQuoteSelector, place: Range): number {
  const before = endsWith(text, place.start, prefix);
  const after = startsWith(text, place.end, suffix);
  return (prefix !== "" && before ? 1 : 0) + (suffix !== "" && after ? 1 : 0);
}

/** Room for characters that take more units in the text than in the context, when forms are compared. */
const CONTEXT_SLACK = 3;

function endsWith(text: string, at: number, prefix: string): boolean {
  if (text.startsWith(prefix, at - prefix.length) && at >= prefix.length) return true;
  const window = text.slice(Math.max(0, at - prefix.length * CONTEXT_SLACK), at);
  return evenedText(window).trimEnd().endsWith(evenedText(prefix).trimEnd());
}

function startsWith(text: string, at: number, suffix: string): boolean {
  if (text.startsWith(suffix, at)) return true;
  const window = text.slice(at, at + suffix.length * CONTEXT_SLACK);
  return evenedText(window).trimStart().startsWith(evenedText(suffix).trimStart());
}

const isRange = (text: string, { start, end }: Range): boolean =>
  Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;

const foundAt = ({ start, end }: Range): Found => ({ kind: "found", start, end });
