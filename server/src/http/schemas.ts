import {
  KINDS,
  MAX_BODIES,
  MAX_BODY_LENGTH,
  MAX_TARGETS,
  MOTIVATIONS,
  ROLES,
  STATUSES,
} from "@apostil/shared/model";
import { z } from "@hono/zod-openapi";

/**
 * What comes in (checked) and what goes out (described). Unknown fields of what comes in are left out, not refused, as
 * DESIGN.md section 8 wants it for annotations.
 */

/** Longest quotation, in characters: a long paragraph. */
const MAX_QUOTE_LENGTH = 50_000;
/** Longest context of a quotation that is looked at, in characters; 32 are kept. */
const MAX_CONTEXT_LENGTH = 1_000;
/** Longest of other words: purposes, editions, names before they are checked. */
const MAX_WORD_LENGTH = 500;
/** Selectors of one target: a quotation and a position, and as many again from programs that give more. */
const MAX_SELECTORS = 10;

/** Characters that can be stored: half a character (a lone surrogate) cannot be written as UTF-8. */
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((value) => value.isWellFormed(), "holds half a character");

const uuid = z
  .string()
  .regex(
    /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/,
    "is no UUID",
  )
  .transform((id) => id.toLowerCase());

// ── Annotations ──────────────────────────────────────────────────────────────────────────────────────────────────────

const BodySchema = z
  .discriminatedUnion("type", [
    z.object({
      type: z.literal("TextualBody"),
      value: words(MAX_BODY_LENGTH),
      purpose: words(MAX_WORD_LENGTH).optional(),
    }),
    z.object({
      type: z.literal("SpecificResource"),
      source: words(MAX_WORD_LENGTH),
      purpose: z.literal("tagging"),
    }),
  ])
  .openapi("Body");

const offset = z.number().int().min(0);

const SelectorSchema = z
  .discriminatedUnion("type", [
    z.object({
      type: z.literal("TextQuoteSelector"),
      exact: words(MAX_QUOTE_LENGTH).min(1),
      prefix: words(MAX_CONTEXT_LENGTH).optional(),
      suffix: words(MAX_CONTEXT_LENGTH).optional(),
    }),
    z
      .object({ type: z.literal("TextPositionSelector"), start: offset, end: offset })
      .refine(({ start, end }) => start < end, "ends before it starts"),
  ])
  .openapi("Selector");

const selector = z.array(SelectorSchema).max(MAX_SELECTORS).optional();

const TargetSchema = z
  .union([
    z.object({
      selector,
      revision: z.number().int().min(1).optional(),
      edition: words(MAX_WORD_LENGTH).optional(),
    }),
    z
      .array(z.object({ paragraph: words(MAX_WORD_LENGTH), selector }))
      .min(1)
      .max(MAX_TARGETS),
  ])
  .openapi("Target");

const bodies = z.array(BodySchema).max(MAX_BODIES);

/** What a client says of a new annotation. */
export const NewAnnotationSchema = z
  .object({
    id: uuid.optional(),
    motivation: z.enum(MOTIVATIONS),
    body: bodies.default([]),
    target: TargetSchema.default({}),
    replyTo: uuid.optional(),
    accepts: uuid.optional(),
  })
  .openapi("NewAnnotation");

/** A JSON merge patch: `null` takes a field away. */
export const AnnotationPatchSchema = z
  .object({
    body: bodies
      .nullable()
      .transform((value) => value ?? [])
      .optional(),
    target: TargetSchema.nullable()
      .transform((value) => value ?? {})
      .optional(),
    status: z.enum(STATUSES).optional(),
  })
  .openapi("AnnotationPatch");

export const AnnotationSchema = z
  .object({
    id: z.string(),
    motivation: z.enum(MOTIVATIONS),
    body: z.array(BodySchema),
    target: TargetSchema,
    replyTo: z.string().optional(),
    accepts: z.string().optional(),
    creator: z.object({ id: z.string(), name: z.string(), delegation: z.string().nullable() }),
    created: z.iso.datetime(),
    modified: z.iso.datetime(),
    status: z.enum(STATUSES),
    paragraph: z.string(),
    layer: z.string(),
    edition: z.string(),
    revision: z.number().int(),
    importedBy: z.string().optional(),
    importedAt: z.iso.datetime().optional(),
  })
  .openapi("Annotation");

// ── Texts and the codebook ───────────────────────────────────────────────────────────────────────────────────────────

const ParagraphSchema = z
  .object({
    id: z.string(),
    label: z.string().nullable(),
    kind: z.enum(KINDS),
    level: z.number().int(),
    text: z.string(),
    references: z.array(z.object({ symbol: z.string(), start: z.number().int(), end: z.number().int() })),
    dates: z.array(z.object({ iso: z.string(), start: z.number().int(), end: z.number().int() })),
  })
  .openapi("Paragraph");

const heading = {
  id: z.string(),
  title: z.string(),
  symbol: z.string().nullable(),
  date: z.string().nullable(),
  language: z.string(),
  kind: z.string(),
};

export const TextSummarySchema = z
  .object({ ...heading, paragraphs: z.number().int() })
  .openapi("TextSummary");

export const TextSchema = z
  .object({
    ...heading,
    paragraphs: z.array(ParagraphSchema),
    omitted: z.array(z.object({ text: z.string(), reason: z.string() })),
    revision: z.number().int(),
    edition: z.string(),
  })
  .openapi("Text");

export const CodebookSchema = z
  .object({
    themes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        colour: z.object({ light: z.string(), dark: z.string() }),
        definition: z.string(),
        keyWords: z.array(z.string()),
      }),
    ),
  })
  .openapi("Codebook");

// ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export const MemberSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    delegation: z.string().nullable(),
  })
  .openapi("Member");

const DelegationSchema = z
  .object({ slug: z.string(), name: z.string(), colour: z.string() })
  .openapi("Delegation");

export const PeopleSchema = z
  .object({ members: z.array(MemberSchema), delegations: z.array(DelegationSchema) })
  .openapi("People");

export const MemberChangeSchema = z
  .object({ role: z.enum(ROLES).optional(), delegation: words(MAX_WORD_LENGTH).nullable().optional() })
  .openapi("MemberChange");

export const MeSchema = z
  .object({
    member: MemberSchema,
    delegation: DelegationSchema.nullable(),
    layers: z.array(
      z.object({
        layer: z.string(),
        kind: z.enum(["shared", "delegation", "private", "final", "round"]),
        name: z.string(),
        readers: z.number().int(),
      }),
    ),
    generation: z.string(),
  })
  .openapi("Me");

export const TokenSchema = z.object({ token: words(MAX_WORD_LENGTH) }).openapi("Token");

export const JoinSchema = z
  .object({ token: words(MAX_WORD_LENGTH), name: words(MAX_WORD_LENGTH).default("") })
  .openapi("Join");

export const InvitationPreviewSchema = z
  .object({
    role: z.enum(ROLES),
    delegation: DelegationSchema.nullable(),
    member: z.string().nullable(),
  })
  .openapi("InvitationPreview");

export const NewInvitationSchema = z
  .object({
    role: z.enum(ROLES),
    delegation: words(MAX_WORD_LENGTH).nullable().default(null),
    member: z.string().optional(),
  })
  .openapi("NewInvitation");

export const InvitationSchema = z
  .object({
    id: z.string(),
    role: z.enum(ROLES),
    delegation: DelegationSchema.nullable(),
    member: z.string().nullable(),
    created: z.iso.datetime(),
    expires: z.iso.datetime(),
    usedBy: z.number().int(),
  })
  .openapi("Invitation");

export const MadeInvitationSchema = InvitationSchema.extend({ link: z.string() }).openapi("MadeInvitation");
