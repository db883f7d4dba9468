import type { AnnotationId, MemberId, ParagraphId, ThemeId } from "./ids.ts";

/** As in the W3C Web Annotation model (section 3.3.5). */
export const MOTIVATIONS = ["commenting", "tagging", "highlighting", "replying"] as const;
export type Motivation = (typeof MOTIVATIONS)[number];

/** open ⇄ resolved; a suggestion is suggested until it is rejected. */
export const STATUSES = ["open", "resolved", "suggested", "rejected"] as const;
export type Status = (typeof STATUSES)[number];

/** Words that a person wrote. */
export type TextualBody = {
  readonly type: "TextualBody";
  readonly value: string;
  /** `commenting`, `replying`, `describing` (the memo of a tag), `highlighting`. */
  readonly purpose?: string;
};
/** A theme of the codebook. */
export type ThemeBody = {
  readonly type: "SpecificResource";
  readonly source: ThemeId;
  readonly purpose: "tagging";
};
export type Body = TextualBody | ThemeBody;

/** W3C TextQuoteSelector: `prefix` and `suffix` are at most 32 characters of context. */
export type TextQuoteSelector = {
  readonly type: "TextQuoteSelector";
  readonly exact: string;
  readonly prefix?: string;
  readonly suffix?: string;
};
/** W3C TextPositionSelector: UTF-16 offsets in the paragraph's text, `end` not included. */
export type TextPositionSelector = {
  readonly type: "TextPositionSelector";
  readonly start: number;
  readonly end: number;
};
export type Selector = TextQuoteSelector | TextPositionSelector;

/** What an annotation is about: the whole paragraph, or with selectors exact words of it. */
export type Target = { readonly selector?: readonly Selector[] };
/** Words in one of several paragraphs. */
export type ParagraphTarget = Target & { readonly paragraph: ParagraphId };

/** Of a person, or of Apostil itself for what key words found. */
export type Creator = {
  readonly id: MemberId;
  readonly name: string;
  /** Slug of the delegation at the time of writing. */
  readonly delegation: string | null;
};

/** The creator of suggestions. */
export const APOSTIL: Creator = { id: "apostil" as MemberId, name: "Apostil", delegation: null };

/** What a client says of a new annotation; everything else is the server's. */
export type AnnotationFields = {
  readonly motivation: Motivation;
  readonly body: readonly Body[];
  /** A list names its paragraphs; the first is the one of the room. `revision`, `edition`: the words it was made on. */
  readonly target:
    | (Target & { readonly revision?: number; readonly edition?: string })
    | readonly ParagraphTarget[];
  readonly replyTo?: AnnotationId;
  /** Id of the suggestion that this tagging accepts. */
  readonly accepts?: AnnotationId;
};

/** One value of a room's `annotations` map, and what HTTP gives. */
export type Annotation = {
  readonly id: AnnotationId;
  readonly motivation: Motivation;
  readonly body: readonly Body[];
  readonly target: Target | readonly ParagraphTarget[];
  readonly replyTo?: AnnotationId;
  readonly accepts?: AnnotationId;
  readonly creator: Creator;
  /** ISO 8601 in UTC, by the server's clock. */
  readonly created: string;
  readonly modified: string;
  readonly status: Status;
  readonly paragraph: ParagraphId;
  /** The wire layer: `shared`, `norway`, `private`. */
  readonly layer: string;
  readonly edition: string;
  readonly revision: number;
  /** Who brought it in by an import, and when: its creator is then what the file claims, and no member of this place. */
  readonly importedBy?: MemberId;
  readonly importedAt?: string;
};

/** A JSON merge patch (RFC 7396) of what may change. */
export type AnnotationPatch = {
  readonly body?: readonly Body[];
  readonly target?: AnnotationFields["target"];
  readonly status?: Status;
};

/** Longest text of one body, in characters: a page and a half; more belongs into the note. */
export const MAX_BODY_LENGTH = 10_000;
/** Bodies of one annotation: a comment with a dozen themes is the most that anyone was seen to need. */
export const MAX_BODIES = 20;
/** Paragraphs of one annotation. */
export const MAX_TARGETS = 50;

/** The theme that a tagging applies; `null` for other annotations. */
export function themeOf(annotation: Pick<Annotation, "motivation" | "body">): ThemeId | null {
  if (annotation.motivation !== "tagging") return null;
  for (const body of annotation.body) if (body.type === "SpecificResource") return body.source;
  return null;
}

/** The words of an annotation: its textual bodies, one after the other. */
export const wordsOf = (annotation: Pick<Annotation, "body">): string =>
  annotation.body.flatMap((body) => (body.type === "TextualBody" ? [body.value] : [])).join("\n\n");

/** The target in one paragraph; `null` when the annotation doesn't speak of it. */
export function targetIn(
  annotation: Pick<Annotation, "target" | "paragraph">,
  paragraph: ParagraphId,
): Target | null {
  if ("length" in annotation.target)
    return annotation.target.find((target) => target.paragraph === paragraph) ?? null;
  return annotation.paragraph === paragraph ? annotation.target : null;
}

/** The words that a target quotes; `null` for a whole paragraph. */
export function quoteOf(target: Target): TextQuoteSelector | null {
  for (const selector of target.selector ?? []) if (selector.type === "TextQuoteSelector") return selector;
  return null;
}

/** Where a target's words stand in the revision that it was made on; `null` for a whole paragraph. */
export function positionOf(target: Target): TextPositionSelector | null {
  for (const selector of target.selector ?? []) if (selector.type === "TextPositionSelector") return selector;
  return null;
}
