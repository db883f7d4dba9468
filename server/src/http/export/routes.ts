import { asTextId, Problem } from "@apostil/shared/model";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { EXPORT_FORMATS, exportText, isExportFormat } from "../../export/export.ts";
import { type Answers, problems } from "../answers.ts";
import { attachment } from "../attachment.ts";
import type { Env, Parts } from "../parts.ts";
import { allowed, readableLayer } from "../rights.ts";

/** What is exported when no layer is named: what everybody may see. */
const DEFAULT_LAYERS = ["shared"];

const exportRoute = createRoute({
  method: "get",
  path: "/api/texts/{text}/export",
  summary: "The text with notes, tags and comments of the chosen layers",
  middleware: allowed({ do: "readTexts" }),
  request: {
    params: z.object({ text: z.string() }),
    query: z.object({
      format: z
        .string()
        .default("")
        .openapi({ enum: Object.keys(EXPORT_FORMATS) }),
      layer: z
        .union([z.string(), z.array(z.string())])
        .optional()
        .openapi({ description: "May be given several times; without it, the shared layer alone" }),
    }),
  },
  responses: { 200: { description: "A file" }, ...problems(401, 403, 404, 422) } as Answers,
});

/** Export: every layer is asked for as reading it would be. */
export function exportRoutes(app: OpenAPIHono<Env>, { store, engine, texts, clock }: Parts): void {
  app.openapi(exportRoute, async (c) => {
    const layers = (c.req.queries("layer") ?? DEFAULT_LAYERS).map((word) => readableLayer(c, word));
    const id = asTextId(c.req.valid("param").text);
    const text = id && (await texts.text(id));
    if (!text) throw new Problem("notFound", "There is no such text.");
    const { format } = c.req.valid("query");
    if (!isExportFormat(format)) throw unknownFormat();
    const file = await exportText({ store, engine }, { text, layers, format, now: clock() });
    const body = typeof file.body === "string" ? file.body : Uint8Array.from(file.body);
    return c.body(body, 200, attachment(file.fileName, file.type));
  });
}

const unknownFormat = (): Problem =>
  new Problem("invalid", `\`format\` must be one of: ${Object.keys(EXPORT_FORMATS).join(", ")}.`);
