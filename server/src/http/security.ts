import { Problem } from "@apostil/shared/model";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { isForeignOrigin, tokenOf } from "../people/credentials.ts";
import { problemResponse } from "./errors.ts";
import type { Env, Parts } from "./parts.ts";

/** Largest JSON body, in bytes: an annotation with every field at its limit. */
const MAX_JSON_BYTES = 1_048_576;

const FIXED_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
};

/**
 * Everything a page loads comes from here: no script or style of elsewhere, and none written into the page.
 * @param host named for sockets, since some browsers do not take `'self'` for `wss:`
 */
function contentPolicy(host: string): string {
  const sockets = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : "";
  return [
    "default-src 'self'",
    `connect-src 'self'${sockets}`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Headers of every answer. What the interface says is kept by no cache; files set their own. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(FIXED_HEADERS)) c.res.headers.set(name, value);
  c.res.headers.set("content-security-policy", contentPolicy(c.req.header("host") ?? ""));
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
};

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** A page of another site must not change anything with the cookie that the browser sends along. */
export const refuseForeign =
  ({ origins }: Pick<Parts, "origins">): MiddlewareHandler<Env> =>
  async (c, next) => {
    const isChange = !READING.has(c.req.method);
    if (isChange && isForeignOrigin(c.req.header("origin"), c.req.header("host"), origins))
      throw new Problem("foreignOrigin");
    await next();
  };

/** Finds out who asks; whether they must be somebody is for each route to say. */
export const authenticate =
  ({ people, clock }: Pick<Parts, "people" | "clock">): MiddlewareHandler<Env> =>
  async (c, next) => {
    const token = tokenOf({ authorization: c.req.header("authorization"), cookie: c.req.header("cookie") });
    c.set("viewer", token ? await people.viewer(token, clock()) : null);
    await next();
  };

/**
 * Refuses a body of more bytes. What is left of it is not read, so that nothing else can come over this connection: the
 * answer says that it ends.
 */
export const limitBody = (maxSize: number): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError: () => {
      const refusal = problemResponse(new Problem("tooLarge"));
      refusal.headers.set("connection", "close");
      return refusal;
    },
  });

const limit = limitBody(MAX_JSON_BYTES);

/** Bounds bodies of JSON; the route that takes files has a bound of its own. */
export const limitJson: MiddlewareHandler<Env> = (c, next) =>
  c.req.path === "/api/texts" ? next() : limit(c, next);
