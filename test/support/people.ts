import type { MadeInvitation } from "@apostil/shared/protocol";
import type { APIRequestContext, BrowserContext } from "@playwright/test";
import type { Person, TestServer } from "./start-server.ts";

/** Who makes the invitations of a test; nobody looks at them. */
const HOST: Person = { name: "Test host", delegation: null, role: "coordinator" };
const hosts = new WeakMap<TestServer, Promise<string>>();

function hostOf(server: TestServer): Promise<string> {
  const known = hosts.get(server) ?? server.token(HOST);
  hosts.set(server, known);
  return known;
}

/** A link that lets one person in, with this role and delegation. */
export async function invite(
  server: TestServer,
  { delegation, role }: Omit<Person, "name">,
): Promise<string> {
  const answer = await server.request(await hostOf(server), "POST", "/api/invitations", { role, delegation });
  if (!answer.ok) throw new Error(`invitation: ${answer.status} ${await answer.text()}`);
  const { link }: MadeInvitation = await answer.json();
  return link;
}

/** Signs a browser in without its screens: takes an invitation, so that the context has the cookie. */
export async function signIn(context: BrowserContext, server: TestServer, person: Person): Promise<void> {
  const link = await invite(server, person);
  const join = { token: new URL(link).hash.replace(/^#(token=)?/, ""), name: person.name };
  await post(context.request, server, "/api/join", join);
}

async function post(
  request: APIRequestContext,
  server: TestServer,
  path: string,
  data: unknown,
): Promise<void> {
  const answer = await request.post(`${server.origin}${path}`, { data, headers: { origin: server.origin } });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
}
