import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { signIn } from "../support/people.ts";
import { type Person, startServer, type TestServer } from "../support/start-server.ts";

/** Who the tests are about. */
export const INGRID: Person = { name: "Ingrid Solberg", delegation: "Norway", role: "editor" };
export const TOMOKO: Person = { name: "Tomoko Hayashi", delegation: "Japan", role: "editor" };
export const CHAIR: Person = { name: "Amina Otieno", delegation: null, role: "coordinator" };
export const READER: Person = { name: "Luis Ferreira", delegation: "Brazil", role: "reader" };

/** Opens a browser of its own for this person, signed in, at this path. */
export type Visit = (person: Person, path: string, options?: BrowserContextOptions) => Promise<Page>;

type Fixtures = {
  /** A server with fresh data for this test alone. */
  readonly server: TestServer;
  readonly visit: Visit;
  /** Opens a browser of its own for somebody who is not signed in. */
  readonly stranger: (options?: BrowserContextOptions) => Promise<Page>;
};

/**
 * What a page must never say, whatever the test is about: an exception that nobody caught, or something that the
 * content security policy refused. Lost connections are part of life and not meant.
 */
function watch(page: Page, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    const words = message.text();
    if (message.type() === "error" && /Content Security Policy|Minified React error|Warning:/.test(words))
      faults.push(words);
  });
}

export const test = base.extend<Fixtures & { readonly faults: string[] }>({
  server: async ({ browserName: _ }, use) => {
    const server = await startServer();
    await use(server);
    await server.dispose();
  },
  faults: async ({ browserName: _ }, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults, "pages must not fail unseen").toEqual([]);
  },
  stranger: async ({ browser, server, faults }, use) => {
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ baseURL: server.origin, ...options });
      contexts.push(context);
      const page = await context.newPage();
      watch(page, faults);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  visit: async ({ stranger, server }, use) => {
    await use(async (person, path, options) => {
      const page = await stranger(options);
      await signIn(page.context(), server, person);
      await page.goto(path);
      return page;
    });
  },
});

export { expect };
