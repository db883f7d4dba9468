import type { Codebook } from "@apostil/shared/model";
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { type Answers, json, problems } from "../answers.ts";
import type { Env, Parts } from "../parts.ts";
import { allowed } from "../rights.ts";
import { CodebookSchema } from "../schemas.ts";

const readRoute = createRoute({
  method: "get",
  path: "/api/codebook",
  summary: "The themes that tags name",
  middleware: allowed({ do: "readTexts" }),
  responses: { 200: json(CodebookSchema, "The codebook"), ...problems(401) } as Answers,
});

/** The codebook, for every member. */
export function codebookRoutes(app: OpenAPIHono<Env>, { texts }: Parts): void {
  app.openapi(readRoute, async (c) => {
    const codebook: Codebook = await texts.codebook();
    return c.json(codebook);
  });
}
