import type { BrowserContext } from "@playwright/test";
import type { Person, TestServer } from "./start-server.ts";

/** The name of the session's cookie, as a browser keeps it. */
const SESSION_COOKIE = "apostil_session";

/** Signs a browser in without its screens: its cookie is a token of this person. */
export async function signIn(context: BrowserContext, server: TestServer, person: Person): Promise<void> {
  const value = await server.token(person);
  await context.addCookies([
    { name: SESSION_COOKIE, value, url: server.origin, httpOnly: true, sameSite: "Lax" },
  ]);
}
