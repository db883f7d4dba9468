import { asTextId, Problem, type Text, type TextSummary } from "@apostil/shared/model";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { formatOf, MAX_EXPORT_BYTES } from "../../texts/source.ts";
import { type Answers, json, problems } from "../answers.ts";
import { attachment } from "../attachment.ts";
import type { Env, Parts } from "../parts.ts";
import { allowed, demand } from "../rights.ts";
import { TextSchema, TextSummarySchema } from "../schemas.ts";
import { limitBody } from "../security.ts";

const params = z.object({ text: z.string() });

const listRoute = createRoute({
  method: "get",
  path: "/api/texts",
  summary: "The library",
  middleware: allowed({ do: "readTexts" }),
  responses: { 200: json(z.array(TextSummarySchema), "All texts"), ...problems(401) } as Answers,
});

const importRoute = createRoute({
  method: "post",
  path: "/api/texts",
  summary: "Import a file: plain text (UTF-8), or a JSON export of ours",
  description: "The body is the file itself, with its type.",
  middleware: [allowed({ do: "importText" }), limitBody(MAX_EXPORT_BYTES)] as const,
  request: { query: z.object({ name: z.string().default("") }) },
  responses: {
    201: json(TextSchema, "The text, split into paragraphs"),
    ...problems(401, 403, 409, 413, 422),
  } as Answers,
});

const readRoute = createRoute({
  method: "get",
  path: "/api/texts/{text}",
  summary: "A text with its paragraphs",
  middleware: allowed({ do: "readTexts" }),
  request: { params },
  responses: { 200: json(TextSchema, "The text"), ...problems(401, 404) } as Answers,
});

const sourceRoute = createRoute({
  method: "get",
  path: "/api/texts/{text}/source",
  summary: "The file that a text came from",
  middleware: allowed({ do: "readTexts" }),
  request: { params },
  responses: { 200: { description: "The file as it was imported" }, ...problems(401, 404) } as Answers,
});

/** Texts: the library, one of them, and how they come in. */
export function textRoutes(app: OpenAPIHono<Env>, { texts, clock }: Parts): void {
  app.openapi(listRoute, async (c) => {
    const list: readonly TextSummary[] = await texts.list();
    return c.json(list);
  });

  app.openapi(importRoute, async (c) => {
    const file = { name: c.req.valid("query").name, type: c.req.header("content-type") ?? "" };
    const isAnnotated = formatOf(file) === "export";
    const viewer = demand(c, { do: isAnnotated ? "importAnnotated" : "importText" });
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const text: Text = await texts.importFile({ ...file, bytes }, viewer, clock());
    return c.json(text, 201, { location: `/api/texts/${text.id}` });
  });

  app.openapi(readRoute, async (c) => {
    const id = asTextId(c.req.valid("param").text);
    const text = id && (await texts.text(id));
    if (!text) throw noText();
    return c.json(text);
  });

  app.openapi(sourceRoute, async (c) => {
    const id = asTextId(c.req.valid("param").text);
    const source = id && (await texts.source(id));
    if (!source) throw noText();
    return c.body(Uint8Array.from(source.bytes), 200, attachment(source.name, source.type));
  });
}

const noText = (): Problem => new Problem("notFound", "There is no such text.");
