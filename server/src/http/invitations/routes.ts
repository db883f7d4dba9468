import { asMemberId, type MemberId } from "@apostil/shared/model";
import type { Invitation, MadeInvitation } from "@apostil/shared/protocol";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Answers, json, jsonBody, nothing, problems } from "../answers.ts";
import type { Env, Parts } from "../parts.ts";
import { allowed } from "../rights.ts";
import { InvitationSchema, MadeInvitationSchema, NewInvitationSchema } from "../schemas.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/invitations",
  summary: "Invitations that can still be used",
  middleware: allowed({ do: "invite" }),
  responses: { 200: json(z.array(InvitationSchema), "The newest first"), ...problems(401, 403) } as Answers,
});

const makeRoute = createRoute({
  method: "post",
  path: "/api/invitations",
  summary: "Make an invitation link",
  middleware: allowed({ do: "invite" }),
  request: { body: jsonBody(NewInvitationSchema) },
  responses: {
    201: json(MadeInvitationSchema, "The link is told here and never again"),
    ...problems(400, 401, 403, 404, 422),
  } as Answers,
});

const revokeRoute = createRoute({
  method: "delete",
  path: "/api/invitations/{id}",
  summary: "Withdraw an invitation",
  middleware: allowed({ do: "invite" }),
  request: { params: z.object({ id: z.string() }) },
  responses: { 204: nothing("Withdrawn"), ...problems(401, 403) } as Answers,
});

/** Invitation links, which coordinators make. */
export function invitationRoutes(app: OpenAPIHono<Env>, { people, origins, clock }: Parts): void {
  app.openapi(listRoute, async (c) => {
    const invitations: readonly Invitation[] = await people.invitations(clock());
    return c.json(invitations);
  });

  app.openapi(makeRoute, async (c) => {
    const { role, delegation, member } = c.req.valid("json");
    const wish = { role, delegation, ...(member === undefined ? {} : { member: memberOf(member) }) };
    const { invitation, token } = await people.makeInvitation(wish, clock());
    const made: MadeInvitation = { ...invitation, link: `${originOf(c, origins)}/join#${token}` };
    return c.json(made, 201);
  });

  app.openapi(revokeRoute, async (c) => {
    await people.revokeInvitation(c.req.valid("param").id);
    return c.body(null, 204);
  });
}

/** An id that nobody has is looked up and not found. */
const memberOf = (word: string): MemberId => asMemberId(word) ?? ("" as MemberId);

/** The address that others reach the pages by: as configured, as the coordinator's page has it, or as it was asked. */
const originOf = (c: Context<Env>, origins: readonly string[]): string =>
  origins[0] ?? c.req.header("origin") ?? new URL(c.req.url).origin;
