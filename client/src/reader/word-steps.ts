/** A stretch of a paragraph's text: UTF-16 offsets, `end` not included. */
export type Stretch = { readonly start: number; readonly end: number };

/** The words of a text, without what stands between them. */
function wordsOf(text: string, language: string): Stretch[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  return [...segmenter.segment(text)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike ? [{ start: index, end: index + segment.length }] : [],
  );
}

/**
 * Selecting words by keys: the next stretch after one step. A plain step takes the next word, or the one before; with
 * `extend` the end of the stretch moves by a word and its beginning stays. At the ends of the text nothing moves.
 * @param from what is selected now; `null` begins at the first word, or backwards at the last
 * @returns `null` for a text without words
 */
export function stepWords(
  text: string,
  language: string,
  from: Stretch | null,
  forward: boolean,
  extend: boolean,
): Stretch | null {
  const words = wordsOf(text, language);
  if (!from) return (forward ? words[0] : words.at(-1)) ?? null;
  if (extend) return extended(words, from, forward);
  const next = forward
    ? words.find(({ start }) => start >= from.end)
    : words.findLast(({ end }) => end <= from.start);
  return next ?? from;
}

function extended(words: readonly Stretch[], from: Stretch, forward: boolean): Stretch {
  const next = forward
    ? words.find(({ end }) => end > from.end)
    : words.findLast(({ start, end }) => end < from.end && start >= from.start);
  return next ? { start: from.start, end: next.end } : from;
}
