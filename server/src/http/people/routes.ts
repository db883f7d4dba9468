import { asMemberId, type Member, Problem } from "@apostil/shared/model";
import type { People } from "@apostil/shared/protocol";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { MemberChange } from "../../people/people.ts";
import { type Answers, json, jsonBody, nothing, problems } from "../answers.ts";
import type { Env, Parts } from "../parts.ts";
import { allowed } from "../rights.ts";
import { MemberChangeSchema, MemberSchema, PeopleSchema } from "../schemas.ts";

const params = z.object({ id: z.string() });

const listRoute = createRoute({
  method: "get",
  path: "/api/people",
  summary: "Members and delegations",
  middleware: allowed({ do: "readPeople" }),
  responses: { 200: json(PeopleSchema, "Those who are members now"), ...problems(401) } as Answers,
});

const changeRoute = createRoute({
  method: "patch",
  path: "/api/people/{id}",
  summary: "Change a member's role or delegation",
  middleware: allowed({ do: "manageMembers" }),
  request: { params, body: jsonBody(MemberChangeSchema) },
  responses: { 200: json(MemberSchema, "The member"), ...problems(400, 401, 403, 404, 422) } as Answers,
});

const removeRoute = createRoute({
  method: "delete",
  path: "/api/people/{id}",
  summary: "Remove a member; what they wrote stays",
  middleware: allowed({ do: "manageMembers" }),
  request: { params },
  responses: { 204: nothing("Removed"), ...problems(401, 403, 404, 422) } as Answers,
});

/** Members, as everybody sees them and coordinators change them. */
export function peopleRoutes(app: OpenAPIHono<Env>, { people }: Parts): void {
  app.openapi(listRoute, async (c) => {
    const list: People = await people.list();
    return c.json(list);
  });

  app.openapi(changeRoute, async (c) => {
    // What JSON leaves out is absent after the check, never `undefined`.
    const change = c.req.valid("json") as MemberChange;
    const member: Member = await people.changeMember(memberId(c.req.valid("param").id), change);
    return c.json(member);
  });

  app.openapi(removeRoute, async (c) => {
    await people.removeMember(memberId(c.req.valid("param").id));
    return c.body(null, 204);
  });
}

function memberId(word: string): Member["id"] {
  const id = asMemberId(word);
  if (!id) throw new Problem("notFound", "There is no such member.");
  return id;
}
