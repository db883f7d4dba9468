import type { Kind, Paragraph } from "@apostil/shared/model";

/** A part of the outline: paragraphs of one kind that follow each other. `all` is a text that nothing is numbered in. */
export type Part = { readonly kind: Kind | "all"; readonly paragraphs: readonly Paragraph[] };

/** How much of a paragraph's words the outline holds, in characters: two lines of a narrow drawer. */
const MAX_OUTLINE_WORDS = 60;

/** The parts of a text: runs of numbered paragraphs; what stands between them unnumbered (headings) opens no part. */
export function partsOf(paragraphs: readonly Paragraph[]): Part[] {
  const parts: { kind: Kind; paragraphs: Paragraph[] }[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph.label === null) continue;
    const last = parts.at(-1);
    if (last?.kind === paragraph.kind) last.paragraphs.push(paragraph);
    else parts.push({ kind: paragraph.kind, paragraphs: [paragraph] });
  }
  return parts.length > 0 || paragraphs.length === 0 ? parts : [{ kind: "all", paragraphs }];
}

/** The first words of a paragraph, never cut inside a word. */
export function firstWords(text: string): string {
  if (text.length <= MAX_OUTLINE_WORDS) return text;
  const cut = text.slice(0, MAX_OUTLINE_WORDS);
  return cut.slice(0, Math.max(cut.lastIndexOf(" "), 1)).replace(/[,;:]$/, "");
}
