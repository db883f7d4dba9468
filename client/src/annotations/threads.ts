import {
  type Annotation,
  APOSTIL,
  type MemberId,
  type Paragraph,
  positionOf,
  quoteOf,
  type Theme,
  targetIn,
  themeOf,
} from "@apostil/shared/model";

/** UTF-16 offsets in a paragraph's text; `null` where an annotation speaks of the whole paragraph. */
export type Words = { readonly start: number; readonly end: number };

/** A comment with its answers, oldest first. */
export type Thread = { readonly root: Annotation; readonly replies: readonly Annotation[] };

/** One theme in one layer of a paragraph: everybody's taggings of it. */
export type TagGroup = {
  readonly theme: Theme;
  readonly layer: string;
  readonly taggings: readonly Annotation[];
};

/** A theme that key words found, which this viewer has not answered. */
export type Suggestion = { readonly theme: Theme; readonly annotation: Annotation };

/** A paragraph's annotations as the page shows them. */
export type Arranged = {
  readonly threads: readonly Thread[];
  readonly tags: readonly TagGroup[];
  readonly suggestions: readonly Suggestion[];
  readonly highlights: readonly Annotation[];
};

/**
 * Where an annotation's words stand in this paragraph: at the recorded position while the words are still there, else
 * where they stand exactly once. `null` for the whole paragraph, and for words that are no longer there.
 */
export function wordsIn(
  annotation: Pick<Annotation, "target" | "paragraph">,
  paragraph: Pick<Paragraph, "id" | "text">,
): Words | null {
  const target = targetIn(annotation, paragraph.id);
  if (!target) return null;
  const quote = quoteOf(target);
  const position = positionOf(target);
  const exact = quote?.exact;
  if (position && (exact === undefined || paragraph.text.slice(position.start, position.end) === exact))
    return { start: position.start, end: position.end };
  if (!exact) return null;
  const start = paragraph.text.indexOf(exact);
  const once = start >= 0 && paragraph.text.indexOf(exact, start + 1) < 0;
  return once ? { start, end: start + exact.length } : null;
}

/** By place in the text (the whole paragraph first), then by time. */
function inOrder(paragraph: Pick<Paragraph, "id" | "text">) {
  const place = (annotation: Annotation) => wordsIn(annotation, paragraph)?.start ?? -1;
  return (a: Annotation, b: Annotation): number =>
    place(a) - place(b) || a.created.localeCompare(b.created) || a.id.localeCompare(b.id);
}

/** A comment on words in several paragraphs has its card, with the answers, beside the first of them. */
function threadsOf(annotations: readonly Annotation[], paragraph: Pick<Paragraph, "id" | "text">): Thread[] {
  const comments = annotations.filter(
    ({ motivation, paragraph: home }) => motivation === "commenting" && home === paragraph.id,
  );
  const replies = annotations.filter(({ motivation }) => motivation === "replying");
  return comments.sort(inOrder(paragraph)).map((root) => ({
    root,
    replies: replies
      .filter((reply) => reply.replyTo === root.id)
      .sort((a, b) => a.created.localeCompare(b.created)),
  }));
}

function tagsOf(annotations: readonly Annotation[], themes: readonly Theme[]): TagGroup[] {
  const taggings = annotations.filter(({ status }) => status !== "suggested" && status !== "rejected");
  return themes.flatMap((theme) => {
    const layers = new Map<string, Annotation[]>();
    for (const tagging of taggings)
      if (themeOf(tagging) === theme.id)
        layers.set(tagging.layer, [...(layers.get(tagging.layer) ?? []), tagging]);
    return [...layers].map(([layer, found]) => ({ theme, layer, taggings: found }));
  });
}

/** What this viewer answered already: by accepting it, or by having tagged the same theme in the same layer. */
function isAnswered(suggestion: Annotation, own: readonly Annotation[]): boolean {
  return own.some(
    (mine) =>
      mine.accepts === suggestion.id ||
      (mine.layer === suggestion.layer && themeOf(mine) === themeOf(suggestion)),
  );
}

function suggestionsOf(
  annotations: readonly Annotation[],
  themes: readonly Theme[],
  viewer: MemberId,
): Suggestion[] {
  const own = annotations.filter(({ creator }) => creator.id === viewer);
  return annotations.flatMap((annotation) => {
    if (annotation.status !== "suggested" || isAnswered(annotation, own)) return [];
    const theme = themes.find(({ id }) => id === themeOf(annotation));
    return theme ? [{ theme, annotation }] : [];
  });
}

/** Sorts a paragraph's annotations (of all layers that are read) into what the page shows of them. */
export function arrange(
  annotations: readonly Annotation[],
  paragraph: Pick<Paragraph, "id" | "text">,
  themes: readonly Theme[],
  viewer: MemberId,
): Arranged {
  return {
    threads: threadsOf(annotations, paragraph),
    tags: tagsOf(annotations, themes),
    suggestions: suggestionsOf(annotations, themes, viewer),
    highlights: annotations
      .filter(({ motivation }) => motivation === "highlighting")
      .sort(inOrder(paragraph)),
  };
}

/** How many different people wrote these. */
export const peopleIn = (annotations: readonly Annotation[]): number =>
  new Set(annotations.map(({ creator }) => creator.id)).size;

/** Whether people marked anything here; what key words suggest doesn't count. */
export const isMarked = (annotations: readonly Annotation[]): boolean =>
  annotations.some(({ creator }) => creator.id !== APOSTIL.id);
