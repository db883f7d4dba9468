import {
  type Annotation,
  APOSTIL,
  type ParagraphId,
  type Theme,
  type ThemeId,
  themeOf,
} from "@apostil/shared/model";

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

const isTag = ({ motivation, status }: Annotation): boolean =>
  motivation === "tagging" && status !== "suggested" && status !== "rejected";
const isComment = ({ motivation }: Annotation): boolean =>
  motivation === "commenting" || motivation === "replying";

/** The themes and comments of one paragraph, themes in the order of the codebook. */
export function mentionsOf(annotations: readonly Annotation[], themes: readonly Theme[]): Mentions {
  const applied = new Set(annotations.filter(isTag).map(themeOf));
  return {
    themes: themes.filter(({ id }) => applied.has(id)),
    comments: annotations.filter(isComment).length,
  };
}

/** Counts what stands in all paragraphs; words in several paragraphs count once. */
export function summaryOf(byParagraph: ReadonlyMap<ParagraphId, readonly Annotation[]>): Summary {
  const all = [
    ...new Map([...byParagraph.values()].flat().map((one) => [`${one.layer} ${one.id}`, one])).values(),
  ];
  const themes = new Map<ThemeId, number>();
  for (const annotation of all.filter(isTag)) {
    const theme = themeOf(annotation);
    if (theme) themes.set(theme, (themes.get(theme) ?? 0) + 1);
  }
  return {
    comments: all.filter(isComment).length,
    open: all.filter(({ motivation, status }) => motivation === "commenting" && status === "open").length,
    themes,
    suggestions: all.filter(({ status }) => status === "suggested").length,
    marked: all.some(({ creator }) => creator.id !== APOSTIL.id),
  };
}
