import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { Counter, collectDefaultMetrics, Registry } from "prom-client";
import type { Env } from "./parts.ts";

export type Metrics = {
  readonly count: MiddlewareHandler<Env>;
  /** All figures in the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

/** Figures of this process, without a word of anybody: a request counts under the pattern of its route, never its path. */
export function createMetrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: "apostil_" });
  const requests = new Counter({
    name: "apostil_http_requests_total",
    help: "Answered requests by route and status.",
    labelNames: ["method", "route", "status"] as const,
    registers: [register],
  });
  return {
    count: async (c, next) => {
      await next();
      requests.inc({ method: methodOf(c.req.method), route: patternOf(c), status: c.res.status });
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

/** Steps that many routes share are registered for all methods; the route itself for one. */
const patternOf = (c: Context<Env>): string =>
  matchedRoutes(c).find(({ method }) => method !== "ALL")?.path ?? "none";

const METHODS = new Set(["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"]);

/** A method can be any word of the sender's. */
const methodOf = (method: string): string => (METHODS.has(method) ? method : "other");
