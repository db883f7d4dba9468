import type { ThemeId } from "./ids.ts";

/** A theme of the codebook: what a tag says of words or a paragraph. */
export type Theme = {
  readonly id: ThemeId;
  readonly name: string;
  /** Light and dark, each `#rrggbb`; stay apart for colour-blind eyes, and always stand beside the name. */
  readonly colour: { readonly light: string; readonly dark: string };
  /** When to apply it, in a sentence or two. */
  readonly definition: string;
  /** Words that make the theme a suggestion: compared without regard to case, whole words, `*` at the end for any ending. */
  readonly keyWords: readonly string[];
};

export type Codebook = { readonly themes: readonly Theme[] };
