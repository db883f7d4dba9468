import { Problem } from "@apostil/shared/model";

/**
 * Most paragraphs of an imported text: twice what a book of 1,000 pages has. Each is a room, a row in the outline
 * and an element of the page, so that their number costs more than their length.
 */
export const MAX_PARAGRAPHS = 20_000;

/**
 * Most lines of a plain text, blank ones counted: a book of 1,000 pages that was wrapped by hand has half of them.
 * Splitting a text costs by the line, and is not begun for a file of nothing but short ones.
 */
export const MAX_LINES = 5 * MAX_PARAGRAPHS;

const LINE_END = /\r\n?|[\n\f\u0085\u2028\u2029]/g;

/** @throws Problem tooLarge */
export function refuseManyLines(source: string): void {
  let lines = 1;
  for (const _ of source.matchAll(LINE_END)) if (++lines > MAX_LINES) throw tooMany(MAX_LINES, "lines");
}

/** @throws Problem tooLarge */
export function refuseManyParagraphs(count: number): void {
  if (count > MAX_PARAGRAPHS) throw tooMany(MAX_PARAGRAPHS, "paragraphs");
}

const tooMany = (most: number, of: string): Problem =>
  new Problem("tooLarge", `A text has at most ${most.toLocaleString("en")} ${of}: import this one in parts.`);
