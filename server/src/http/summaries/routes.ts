import { asParagraphId, asTextId, MAX_ID_LENGTH, Problem, type TextId } from "@apostil/shared/model";
import type { SummaryMessage } from "@apostil/shared/protocol";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Answers, json, jsonBody, nothing, problems } from "../answers.ts";
import type { Env, Parts } from "../parts.ts";
import { allowed, viewerOf } from "../rights.ts";

/** Paragraphs that one request marks as read: more than a window shows in the time between two. */
const MAX_MARKED = 200;

const params = z.object({ text: z.string() });
const count = z.number().int().min(1).optional();
const counts = {
  open: count.describe("Open threads"),
  resolved: count.describe("Resolved threads"),
  replies: count,
  highlights: count,
  suggestions: count.describe("Of the codebook's key words"),
  tags: z.record(z.string(), z.number().int()).optional().describe("Taggings by theme"),
};
const RoomSummarySchema = z
  .object({
    ...counts,
    note: z.literal(true).optional().describe("The note has words"),
    changed: z.string().optional().describe("Last change, to the minute"),
    guests: z
      .object({ ...counts, from: z.array(z.string()) })
      .optional()
      .describe("Annotations that are stored in the rooms of these paragraphs"),
  })
  .openapi("RoomSummary");
const SummarySchema = z
  .object({
    v: z.literal(1),
    text: z.string(),
    full: z.boolean(),
    layers: z.record(z.string(), z.record(z.string(), RoomSummarySchema)).describe("By layer and paragraph"),
    unread: z
      .record(z.string(), z.record(z.string(), z.number().int()))
      .describe("Comments and replies of others since you were there"),
    visited: z.boolean().describe("Whether you have opened this text before"),
  })
  .openapi("TextSummaryForViewer");

const ReadSchema = z.object({
  upTo: z.iso.datetime().describe("The newest `created` that was read"),
  paragraphs: z
    .array(z.string().max(MAX_ID_LENGTH))
    .min(1)
    .max(MAX_MARKED)
    .optional()
    .describe("Those alone; without it, the whole text"),
});

const readRoute = createRoute({
  method: "get",
  path: "/api/texts/{text}/summary",
  summary: "What stands in the layers that you read, as numbers",
  middleware: allowed({ do: "readTexts" }),
  request: { params },
  responses: { 200: json(SummarySchema, "The summary of now"), ...problems(401, 404) } as Answers,
});

const markRoute = createRoute({
  method: "put",
  path: "/api/texts/{text}/read",
  summary: "Say up to where you have read; marks never go back",
  middleware: allowed({ do: "readTexts" }),
  request: { params, body: jsonBody(ReadSchema) },
  responses: { 204: nothing("Marked"), ...problems(400, 401, 404, 413, 422, 429, 503) } as Answers,
});

/** The summary of a text for its viewer, and how far they have read. */
export function summaryRoutes(app: OpenAPIHono<Env>, { texts, summaries, clock }: Parts): void {
  const known = async (word: string): Promise<TextId> => {
    const text = asTextId(word);
    if (!text || !(await texts.text(text))) throw new Problem("notFound", "There is no such text.");
    return text;
  };

  app.openapi(readRoute, async (c) => {
    const text = await known(c.req.valid("param").text);
    const summary: SummaryMessage = await summaries.of(viewerOf(c), text);
    return c.json(summary);
  });

  app.openapi(markRoute, async (c) => {
    const text = await known(c.req.valid("param").text);
    const { upTo, paragraphs } = c.req.valid("json");
    const named = paragraphs?.map((word) => asParagraphId(word)) ?? null;
    const real = named?.filter((paragraph) => paragraph !== null) ?? null;
    for (const paragraph of real ?? [])
      if (!(await texts.has(text, paragraph))) throw new Problem("notFound", "There is no such paragraph.");
    if (real?.length !== named?.length) throw new Problem("notFound", "There is no such paragraph.");
    // nobody has read what is still to come
    const until = Math.min(Date.parse(upTo), clock());
    await summaries.markRead(viewerOf(c).member.id, text, until, real);
    return c.body(null, 204);
  });
}
