import type { ParagraphId } from "@apostil/shared/model";
import type { Counts } from "@apostil/shared/protocol";
import { cardsIn } from "./summary.ts";

/**
 * For each paragraph the grid line before which its cards must end: that of the next paragraph that has cards of its
 * own. So cards stand beside their words, and the text is pulled apart only where cards would run into each other.
 * @param writing the paragraph that a comment is being written on
 */
export function endLines(
  paragraphs: readonly { readonly id: ParagraphId }[],
  marks: ReadonlyMap<ParagraphId, { readonly counts: Counts }>,
  writing: ParagraphId | null,
): number[] {
  const ends: number[] = [];
  let end = paragraphs.length + 1;
  for (let index = paragraphs.length - 1; index >= 0; index--) {
    ends[index] = end;
    const id = paragraphs[index]?.id;
    if (id && (id === writing || cardsIn(marks.get(id)?.counts ?? {}) > 0)) end = index + 1;
  }
  return ends;
}
