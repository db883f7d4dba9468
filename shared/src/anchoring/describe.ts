import type { TextPositionSelector, TextQuoteSelector } from "../model/index.ts";
import { cutsPair } from "./characters.ts";

/** Context kept on either side of a quote, in UTF-16 units: some five words, enough to tell two places apart. */
export const CONTEXT_LENGTH = 32;

/**
 * The selectors of `text.slice(start, end)`. A range that begins or ends in the middle of a character is widened to the
 * whole of it, and context never holds half of one.
 * @throws RangeError when the range is empty or reaches out of the text
 */
export function describeQuote(
  text: string,
  start: number,
  end: number,
): [TextQuoteSelector, TextPositionSelector] {
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length))
    throw new RangeError(`no words stand at ${start}–${end} in a text of ${text.length} characters`);
  const from = cutsPair(text, start) ? start - 1 : start;
  const to = cutsPair(text, end) ? end + 1 : end;
  const before = Math.max(0, from - CONTEXT_LENGTH);
  const after = Math.min(text.length, to + CONTEXT_LENGTH);
  return [
    {
      type: "TextQuoteSelector",
      exact: text.slice(from, to),
      prefix: text.slice(cutsPair(text, before) ? before + 1 : before, from),
      suffix: text.slice(to, cutsPair(text, after) ? after - 1 : after),
    },
    { type: "TextPositionSelector", start: from, end: to },
  ];
}
