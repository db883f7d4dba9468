import {
  type Annotation,
  asAnnotationId,
  asMemberId,
  asParagraphId,
  asTextId,
  asThemeId,
  type Codebook,
  KINDS,
  MAX_BODIES,
  MAX_BODY_LENGTH,
  MAX_TARGETS,
  MOTIVATIONS,
  type ParagraphId,
  type ParsedText,
  PRESENCE_PARAGRAPH,
  Problem,
  STATUSES,
  type TextId,
} from "@apostil/shared/model";
import { z } from "zod";
import { refuseManyParagraphs } from "./size.ts";

/** A JSON export of ours as it is taken back: what of it nobody needs is left out. */
export type ExportedText = {
  readonly text: ParsedText & { readonly id: TextId };
  readonly annotations: readonly Annotation[];
  readonly notes: readonly {
    readonly paragraph: ParagraphId;
    readonly layer: string;
    readonly update: string;
  }[];
  readonly codebook: Codebook;
};

/** Longest word that is no text: names, labels, symbols, in characters. */
const MAX_WORD_LENGTH = 500;
const word = z.string().max(MAX_WORD_LENGTH);
const words = z.string().refine((value) => value.isWellFormed(), "holds half a character");
const offset = z.number().int().min(0);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

/** An id is what the model takes for one. */
const idOf = (read: (value: string) => string | null) =>
  z.string().refine((value) => read(value) !== null, "is no id");
/** `_` stands for the text as a whole: a paragraph of this id would share its room with who is present. */
const paragraphId = idOf((value) => (value === PRESENCE_PARAGRAPH ? null : asParagraphId(value)));
const annotationId = idOf(asAnnotationId);

const selector = z
  .array(
    z.discriminatedUnion("type", [
      z.object({
        type: z.literal("TextQuoteSelector"),
        exact: words,
        prefix: word.optional(),
        suffix: word.optional(),
      }),
      z.object({ type: z.literal("TextPositionSelector"), start: offset, end: offset }),
    ]),
  )
  .optional();

const annotation = z.object({
  id: annotationId,
  motivation: z.enum(MOTIVATIONS),
  body: z
    .array(
      z.discriminatedUnion("type", [
        z.object({
          type: z.literal("TextualBody"),
          value: words.max(MAX_BODY_LENGTH),
          purpose: word.optional(),
        }),
        z.object({
          type: z.literal("SpecificResource"),
          source: idOf(asThemeId),
          purpose: z.literal("tagging"),
        }),
      ]),
    )
    .max(MAX_BODIES),
  target: z.union([
    z.object({ selector }),
    z
      .array(z.object({ paragraph: paragraphId, selector }))
      .min(1)
      .max(MAX_TARGETS),
  ]),
  replyTo: annotationId.optional(),
  accepts: annotationId.optional(),
  creator: z.object({ id: idOf(asMemberId), name: word, delegation: word.nullable() }),
  created: z.iso.datetime(),
  modified: z.iso.datetime(),
  status: z.enum(STATUSES),
  paragraph: paragraphId,
  layer: word,
  edition: word,
  revision: z.number().int().min(1),
});

const span = { start: offset, end: offset };

const text = z.object({
  id: idOf(asTextId),
  title: words,
  symbol: word.nullable(),
  date: word.nullable(),
  language: word,
  kind: word,
  paragraphs: z
    .array(
      z.object({
        id: paragraphId,
        label: word.nullable(),
        kind: z.enum(KINDS),
        level: z.number().int().min(0),
        text: words,
        references: z.array(z.object({ symbol: word, ...span })),
        dates: z.array(z.object({ iso: word, ...span })),
      }),
    )
    .min(1),
  omitted: z.array(z.object({ text: words, reason: word })),
});

const theme = z.object({
  id: idOf(asThemeId),
  name: word,
  colour: z.object({ light: colour, dark: colour }),
  definition: words,
  keyWords: z.array(word),
});

const file = z.object({
  text,
  annotations: z.array(annotation),
  notes: z.array(z.object({ paragraph: paragraphId, layer: word, update: z.base64() })),
  codebook: z.object({ themes: z.array(theme) }),
});

/** What must be known before the rest is looked at: how much there is of it. */
const measured = z.object({ text: z.object({ paragraphs: z.array(z.unknown()) }) });

/** @throws Problem wrongType when it is no JSON, tooLarge for too many paragraphs, invalid when it is no export of ours */
export function readExported(source: string): ExportedText {
  const content = parseJson(source);
  const size = measured.safeParse(content);
  if (size.success) refuseManyParagraphs(size.data.text.paragraphs.length);
  const checked = file.safeParse(content);
  if (checked.success) {
    const ids = checked.data.text.paragraphs.map(({ id }) => id);
    if (new Set(ids).size < ids.length) throw new Problem("invalid", "Two paragraphs have one id.");
    // Optional fields are absent after the check, never `undefined`, and ids have been read by the model.
    return checked.data as unknown as ExportedText;
  }
  const [first] = checked.error.issues;
  const where = first?.path.map(String).join(".") ?? "";
  throw new Problem("invalid", `This is no JSON export of Apostil: ${where} ${first?.message ?? ""}`.trim());
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw new Problem("wrongType", "This file says that it is JSON, and is not.");
  }
}
