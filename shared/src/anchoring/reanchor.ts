import search from "approx-string-match";
import type { Selector, TextPositionSelector, TextQuoteSelector } from "../model/index.ts";
import { cutsPair } from "./characters.ts";
import { type Found, findQuote, placesOf, quoted, type Range } from "./find.ts";

/**
 * Share of a quote's characters that a revision may have changed. At a quarter the sentence is still the same sentence;
 * beyond it other clauses of the same text, which repeats itself much, begin to be nearer than the right one.
 */
export const MAX_CHANGED_SHARE = 0.25;
/** Shortest quote that is sought approximately, in UTF-16 units: of a shorter one a quarter is no recognizable word. */
export const MIN_APPROXIMATE_LENGTH = 8;
/** Context of which this share still stands is the same place; unrelated words of one language share about a third. */
const MIN_CONTEXT_LIKENESS = 0.5;
/** Most errors that are sought, in characters: bounds the time for long quotes (it grows with errors × text). */
const MAX_ERRORS = 256;
/** What the place near the old position is worth against context: it only decides between equals. */
const POSITION_WEIGHT = 0.1;
/** Two places nearer than this in score are the same to us: neither is chosen. */
const CLEAR_LEAD = 0.02;

/**
 * Finds quoted words in a changed text: exactly where they still stand, else the nearest words, if at most
 * {@link MAX_CHANGED_SHARE} of them changed. Context and the old position choose between several places. `missing` makes
 * an orphan of the annotation, `ambiguous` too: it never moves to words that nobody chose.
 */
export function reanchor(text: string, selectors: readonly Selector[]): Found {
  const exactly = findQuote(text, selectors);
  const { quote, position } = quoted(selectors);
  if (!quote || quote.exact === "") return exactly;
  if (exactly.kind === "found") return isSure(text, quote, position, exactly) ? exactly : { kind: "missing" };
  const places = exactly.kind === "ambiguous" ? placesOf(text, quote.exact) : nearPlaces(text, quote.exact);
  const scored = places
    .map((place) => ({ place, score: scoreOf(text, quote, position?.start ?? null, place) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best) return { kind: "missing" };
  if (second && best.score - second.score < CLEAR_LEAD) return { kind: "ambiguous" };
  return { kind: "found", ...best.place };
}

/**
 * Whether words that stand once are the ones that were meant: a short word ("women") may have gone from its place and
 * stand in another sentence, so it must be where it was, or have half of its context on one side.
 */
function isSure(
  text: string,
  quote: TextQuoteSelector,
  position: TextPositionSelector | null,
  place: Range,
): boolean {
  const { prefix = "", suffix = "" } = quote;
  if (quote.exact.length >= MIN_APPROXIMATE_LENGTH || prefix + suffix === "") return true;
  if (position?.start === place.start && position.end === place.end) return true;
  const [before, after] = contextLikeness(text, quote, place);
  return Math.max(before, after) >= MIN_CONTEXT_LIKENESS;
}

/** The places with the fewest errors; of those that begin or end together only the one nearest in length. */
function nearPlaces(text: string, exact: string): Range[] {
  if (exact.length < MIN_APPROXIMATE_LENGTH) return [];
  const maxErrors = Math.min(MAX_ERRORS, Math.floor(exact.length * MAX_CHANGED_SHARE));
  const places: Range[] = [];
  for (const match of search(text, exact, maxErrors)) {
    const place = wholeCharacters(text, match);
    const last = places.at(-1);
    if (!last || place.start >= last.end) places.push(place);
    else if (lengthError(place, exact) < lengthError(last, exact)) places[places.length - 1] = place;
  }
  return places.filter((place) => place.start < place.end);
}

const lengthError = (place: Range, exact: string): number => Math.abs(place.end - place.start - exact.length);

const wholeCharacters = (text: string, { start, end }: Range): Range => ({
  start: cutsPair(text, start) ? start - 1 : start,
  end: cutsPair(text, end) ? end + 1 : end,
});

/** 0–2 for how much of prefix and suffix stands there, a little more for being near the old position. */
function scoreOf(text: string, quote: TextQuoteSelector, oldStart: number | null, place: Range): number {
  const [before, after] = contextLikeness(text, quote, place);
  const away = oldStart === null ? 0 : Math.abs(place.start - oldStart) / Math.max(1, text.length);
  return before + after + (oldStart === null ? 0 : POSITION_WEIGHT * (1 - away));
}

function contextLikeness(text: string, quote: TextQuoteSelector, place: Range): readonly [number, number] {
  const { prefix = "", suffix = "" } = quote;
  return [
    likeness(text.slice(Math.max(0, place.start - prefix.length), place.start), prefix),
    likeness(text.slice(place.end, place.end + suffix.length), suffix),
  ];
}

/** 1 for the same words, 0 for wholly other ones or none. */
function likeness(window: string, words: string): number {
  if (words === "" || window === "") return 0;
  const errors = search(window, words, words.length)[0]?.errors ?? words.length;
  return 1 - errors / words.length;
}
