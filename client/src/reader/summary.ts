import type { Theme, ThemeId } from "@apostil/shared/model";
import type { Counts } from "@apostil/shared/protocol";

/** What the outline shows of a paragraph. */
export type Mentions = { readonly themes: readonly Theme[]; readonly comments: number };

/** What the head says of a text, as this viewer sees it. */
export type Summary = {
  readonly comments: number;
  /** Comments whose thread is not resolved. */
  readonly open: number;
  /** How often each theme was applied. */
  readonly themes: ReadonlyMap<ThemeId, number>;
  readonly suggestions: number;
  /** Anything that a person marked. */
  readonly marked: boolean;
};

const commentsIn = ({ open = 0, resolved = 0, replies = 0 }: Counts): number => open + resolved + replies;

/** Cards beside a paragraph: those of its threads, and the lines of its highlights. */
export const cardsIn = ({ open = 0, resolved = 0, highlights = 0 }: Counts): number =>
  open + resolved + highlights;

/** The themes and comments of one paragraph, themes in the order of the codebook. */
export const mentionsOf = (counts: Counts, themes: readonly Theme[]): Mentions => ({
  themes: themes.filter(({ id }) => (counts.tags?.[id] ?? 0) > 0),
  comments: commentsIn(counts),
});

/** What is said of the whole text. */
export function summaryOf(totals: Counts): Summary {
  const themes = new Map(Object.entries(totals.tags ?? {}) as [ThemeId, number][]);
  return {
    comments: commentsIn(totals),
    open: totals.open ?? 0,
    themes,
    suggestions: totals.suggestions ?? 0,
    marked: commentsIn(totals) + cardsIn(totals) + themes.size > 0,
  };
}
