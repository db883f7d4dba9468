import { MAX_ID_LENGTH, type ParagraphId, slug } from "../model/index.ts";

/**
 * Hands out the ids of one text: the label's slug, `h1`… for headings and `x1`… for others without a label, in order.
 * A label that a source uses twice (two resolutions in one press release) gets a second id: `op1-2`.
 */
export function idGiver(): (label: string | null, kind: string) => ParagraphId {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  const next = (stem: string): number => {
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    return count;
  };
  const unlabelled = (kind: string): string => {
    const stem = kind === "heading" ? "h" : "x";
    return `${stem}${next(stem)}`;
  };
  return (label, kind) => {
    const stem = label === null ? "" : slug(label).slice(0, MAX_ID_LENGTH - 8);
    let id = stem === "" ? unlabelled(kind) : stem;
    while (used.has(id)) id = stem === "" ? unlabelled(kind) : `${stem}-${next(`${stem}-`) + 1}`;
    used.add(id);
    return id as ParagraphId;
  };
}

/** `OP9` and `["a", "i"]` as `OP9(a)(i)`. */
export const subLabel = (parent: string, words: readonly string[]): string =>
  parent + words.map((word) => `(${word})`).join("");
