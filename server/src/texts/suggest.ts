import { createHash } from "node:crypto";
import {
  type AnnotationFields,
  type AnnotationId,
  asAnnotationId,
  type Codebook,
  type Kind,
  type ParagraphId,
  type Text,
  type TextId,
  type ThemeId,
} from "@apostil/shared/model";
import { suggestThemes } from "@apostil/shared/parsing";

/** What is tagged: paragraphs that the text itself consists of, not headings and not the report about it. */
const SUGGESTED_KINDS: ReadonlySet<Kind> = new Set(["operative", "preambular"]);

/** Suggestions of one paragraph at most: more would be read by nobody, and rarely be right. */
export const MAX_SUGGESTIONS = 3;

/** A theme that key words found in a paragraph. */
export type Suggestion = {
  readonly id: AnnotationId;
  readonly paragraph: ParagraphId;
  readonly theme: ThemeId;
};

/** What the codebook's key words find in a text, in its order. The same text and codebook give the same ids. */
export function suggestionsFor(text: Pick<Text, "id" | "paragraphs">, codebook: Codebook): Suggestion[] {
  return text.paragraphs
    .filter(({ kind }) => SUGGESTED_KINDS.has(kind))
    .flatMap((paragraph) =>
      suggestThemes(paragraph, codebook.themes)
        .slice(0, MAX_SUGGESTIONS)
        .map(({ theme }) => ({
          id: suggestionId(text.id, paragraph.id, theme),
          paragraph: paragraph.id,
          theme,
        })),
    );
}

/** The annotation that a suggestion is: a tag on the whole paragraph. */
export const suggestionFields = ({ theme }: Suggestion): AnnotationFields => ({
  motivation: "tagging",
  body: [{ type: "SpecificResource", source: theme, purpose: "tagging" }],
  target: {},
});

/** A UUID of version 8 (RFC 9562, 5.8) made of what the suggestion says: made twice, it is one. */
function suggestionId(text: TextId, paragraph: ParagraphId, theme: ThemeId): AnnotationId {
  const bytes = createHash("sha256").update(`suggestion\n${text}\n${paragraph}\n${theme}`).digest();
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex", 0, 16);
  const id = asAnnotationId(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
  if (!id) throw new Error("A made id is no id");
  return id;
}
