import { Problem } from "@apostil/shared/model";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Hono } from "hono";
import { SESSION_COOKIE } from "../people/credentials.ts";
import { annotationRoutes } from "./annotations/routes.ts";
import { codebookRoutes } from "./codebook/routes.ts";
import { faultResponse, problemOf, problemResponse } from "./errors.ts";
import { exportRoutes } from "./export/routes.ts";
import { healthRoutes } from "./health.ts";
import { invitationRoutes } from "./invitations/routes.ts";
import { createMetrics } from "./metrics.ts";
import { pageRoutes } from "./pages.ts";
import type { Env, Parts } from "./parts.ts";
import { peopleRoutes } from "./people/routes.ts";
import { limitChanges } from "./rate.ts";
import { authenticate, limitJson, refuseForeign, securityHeaders } from "./security.ts";
import { sessionRoutes } from "./session/routes.ts";
import { summaryRoutes } from "./summaries/routes.ts";
import { textRoutes } from "./texts/routes.ts";
import { refuseMisfit } from "./understood.ts";

const DESCRIPTION = {
  openapi: "3.1.0",
  info: {
    title: "Apostil",
    version: "1",
    description: "Texts, the people who read them, and what they write beside each paragraph.",
  },
  security: [{ bearer: [] }, { cookie: [] }],
};

/** The HTTP interface and the pages. The order below is the order in which a request passes the steps. */
export function createApp(parts: Parts): Hono<Env> {
  const app = new OpenAPIHono<Env>({ defaultHook: refuseMisfit });
  const metrics = createMetrics();
  app.onError(answerError);
  app.notFound(() => problemResponse(new Problem("notFound")));

  app.use(metrics.count, securityHeaders);
  healthRoutes(app, parts, metrics);

  app.use("/api/*", refuseForeign(parts), authenticate(parts), limitChanges(parts), limitJson);
  describe(app);
  sessionRoutes(app, parts);
  peopleRoutes(app, parts);
  invitationRoutes(app, parts);
  codebookRoutes(app, parts);
  textRoutes(app, parts);
  summaryRoutes(app, parts);
  exportRoutes(app, parts);
  annotationRoutes(app, parts);
  app.all("/api/*", () => problemResponse(new Problem("notFound")));

  pageRoutes(app, parts);
  return app;
}

function describe(app: OpenAPIHono<Env>): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  app.openAPIRegistry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: SESSION_COOKIE,
  });
  app.doc31("/api/openapi.json", DESCRIPTION);
}

function answerError(error: Error): Response {
  const problem = problemOf(error);
  if (problem) return problemResponse(problem);
  console.error(error);
  return faultResponse();
}
