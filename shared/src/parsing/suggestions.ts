import type { Paragraph, Theme, ThemeId } from "../model/index.ts";

/** A theme that a paragraph's words speak for, and where: UTF-16 offsets in its text. */
export type Suggestion = {
  readonly theme: ThemeId;
  readonly hits: readonly { readonly start: number; readonly end: number }[];
};

/**
 * The themes whose key words stand in a paragraph, the one with most hits first, then in the codebook's order. Where
 * key words of one theme overlap ("women", "women’s rights"), the longest counts once.
 */
export function suggestThemes(paragraph: Pick<Paragraph, "text">, themes: readonly Theme[]): Suggestion[] {
  const text = evenOut(paragraph.text);
  return themes
    .map((theme) => ({ theme: theme.id, hits: hitsIn(text, theme.keyWords) }))
    .filter((suggestion) => suggestion.hits.length > 0)
    .sort((a, b) => b.hits.length - a.hits.length);
}

/** Typographic hyphens, apostrophes and spaces as plain ones, each for one character, so that offsets stay. */
const evenOut = (text: string): string =>
  text
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/[‘’ʼ]/g, "'")
    .replace(/\s/g, " ");

function hitsIn(text: string, keyWords: readonly string[]): { start: number; end: number }[] {
  const patterns = keyWords.map((word) => evenOut(word.trim())).filter((word) => /^[^*]/.test(word));
  if (patterns.length === 0) return [];
  const longestFirst = patterns.sort((a, b) => b.length - a.length).map(patternOf);
  const anyOf = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return Array.from(text.matchAll(anyOf), (hit) => ({ start: hit.index, end: hit.index + hit[0].length }));
}

const patternOf = (word: string): string => {
  const plain = word.replace(/\*$/, "").replace(/[/\\^$.*+?()[\]{}|]/g, "\\$&");
  return word.endsWith("*") ? `${plain}[\\p{L}\\p{N}]*` : plain;
};
