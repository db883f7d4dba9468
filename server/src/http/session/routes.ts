import type { InvitationPreview, Me } from "@apostil/shared/protocol";
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import { SESSION_COOKIE } from "../../people/credentials.ts";
import { SESSION_MS } from "../../people/people.ts";
import { type Answers, json, jsonBody, nothing, problems } from "../answers.ts";
import type { Env, Parts } from "../parts.ts";
import { viewerOf } from "../rights.ts";
import { InvitationPreviewSchema, JoinSchema, MeSchema, TokenSchema } from "../schemas.ts";
import { meOf } from "./me.ts";

const meRoute = createRoute({
  method: "get",
  path: "/api/me",
  summary: "Who is signed in",
  responses: { 200: json(MeSchema, "The member, and the layers they may read"), ...problems(401) } as Answers,
});

const lookRoute = createRoute({
  method: "post",
  path: "/api/join/look",
  summary: "What a link invites to; uses nothing up",
  security: [],
  request: { body: jsonBody(TokenSchema) },
  responses: {
    200: json(InvitationPreviewSchema, "Role and delegation"),
    ...problems(400, 403, 404, 410, 422),
  } as Answers,
});

const joinRoute = createRoute({
  method: "post",
  path: "/api/join",
  summary: "Sign this browser in by a link, or by a token of the command line",
  security: [],
  request: { body: jsonBody(JoinSchema) },
  responses: {
    200: json(MeSchema, "Signed in; the answer sets the cookie"),
    ...problems(400, 403, 404, 410, 422),
  } as Answers,
});

const signOutRoute = createRoute({
  method: "delete",
  path: "/api/session",
  summary: "Sign out: end the session that asks",
  responses: { 204: nothing("Signed out"), ...problems(401, 403) } as Answers,
});

/** Signing in and out, and who one is. */
export function sessionRoutes(app: OpenAPIHono<Env>, parts: Parts): void {
  const { people, generation, clock } = parts;

  app.openapi(meRoute, async (c) => {
    const me: Me = meOf(viewerOf(c).member, await people.list(), generation);
    return c.json(me);
  });

  app.openapi(lookRoute, async (c) => {
    const preview: InvitationPreview = await people.look(c.req.valid("json").token, clock());
    return c.json(preview);
  });

  app.openapi(joinRoute, async (c) => {
    const { token, name } = c.req.valid("json");
    const before = c.get("viewer");
    const { token: made, viewer } = await people.join(token, name, clock());
    // The cookie is about to be overwritten: a session that nobody holds any more should not go on for a month.
    if (before && !c.req.header("authorization")) await people.signOut(before);
    keepInCookie(c, made);
    const me: Me = meOf(viewer.member, await people.list(), generation);
    return c.json(me);
  });

  app.openapi(signOutRoute, async (c) => {
    await people.signOut(viewerOf(c));
    deleteCookie(c, SESSION_COOKIE, { path: "/" });
    return c.body(null, 204);
  });
}

/** Out of reach for scripts; sent along by other sites only when a person follows a link. */
function keepInCookie(c: Context<Env>, token: string): void {
  setCookie(c, SESSION_COOKIE, token, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    // The page says whether it was reached by TLS; in front of us a proxy may have ended it.
    secure: c.req.header("origin")?.startsWith("https:") ?? false,
    maxAge: SESSION_MS / 1_000,
  });
}
