import type {
  Annotation,
  AnnotationFields,
  AnnotationId,
  Body,
  ParagraphId,
  ParagraphTarget,
  Target,
  Theme,
} from "@apostil/shared/model";

/** Words of one paragraph that a person selected. */
export type Picked = {
  readonly paragraph: ParagraphId;
  readonly start: number;
  readonly end: number;
  /** The words themselves, `paragraph.text.slice(start, end)`. */
  readonly exact: string;
};

const words = ({ start, end, exact }: Picked): Target => ({
  selector: [
    { type: "TextQuoteSelector", exact },
    { type: "TextPositionSelector", start, end },
  ],
});

/** What these words are to the server: exact words of one paragraph, of several, or (none picked) the whole paragraph. */
export function targetOf(picked: readonly Picked[], revision: number): AnnotationFields["target"] {
  const [first, ...others] = picked;
  if (!first) return { revision };
  if (others.length === 0) return { ...words(first), revision };
  return picked.map((one): ParagraphTarget => ({ ...words(one), paragraph: one.paragraph }));
}

const said = (value: string, purpose: string): Body => ({
  type: "TextualBody",
  value: value.trim(),
  purpose,
});
const theme = (source: Theme["id"]): Body => ({ type: "SpecificResource", source, purpose: "tagging" });

export const comment = (value: string, target: AnnotationFields["target"]): AnnotationFields => ({
  motivation: "commenting",
  body: [said(value, "commenting")],
  target,
});

export const reply = (value: string, root: AnnotationId): AnnotationFields => ({
  motivation: "replying",
  body: [said(value, "replying")],
  target: {},
  replyTo: root,
});

export const tag = (
  source: Theme["id"],
  target: AnnotationFields["target"],
  memo = "",
): AnnotationFields => ({
  motivation: "tagging",
  body: memo.trim() === "" ? [theme(source)] : [theme(source), said(memo, "describing")],
  target,
});

export const highlight = (target: AnnotationFields["target"]): AnnotationFields => ({
  motivation: "highlighting",
  body: [],
  target,
});

/** Takes a suggestion over as one's own tagging; theme and words are the suggestion's. */
export const accept = (suggestion: Annotation, source: Theme["id"]): AnnotationFields => ({
  ...tag(source, suggestion.target),
  accepts: suggestion.id,
});

/** The body of a comment or reply after its words were edited. */
export const edited = (annotation: Pick<Annotation, "motivation">, value: string): readonly Body[] => [
  said(value, annotation.motivation),
];
