import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role } from "@apostil/shared/model";
import { createEngine } from "../engine/core.ts";
import { People } from "../people/people.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { Summaries } from "../summaries/summaries.ts";
import { Texts } from "../texts/texts.ts";
import { createApp } from "./app.ts";
import type { Parts } from "./parts.ts";

/** A house for the tests of routes: the real parts over a store in memory, and requests without a port. */

export const START = Date.UTC(2027, 0, 11, 9);

export type Asked = {
  readonly token?: string | null;
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
};

export type TestHouse = Parts & {
  /** Moves the clock on. */
  readonly wait: (ms: number) => void;
  /** A bearer token of a member with this role, called after it. */
  readonly token: (role: Role, delegation?: string | null, name?: string) => Promise<string>;
  readonly ask: (method: string, path: string, asked?: Asked) => Promise<Response>;
};

export async function openTestHouse(given: Partial<Parts> = {}): Promise<TestHouse> {
  const store = await openSqliteStore({ path: ":memory:", serve: false });
  const engine = await createEngine(store);
  const people = new People(store);
  const texts = new Texts(store, engine);
  await texts.ensureBundled();
  let now = START;
  const parts: Parts = {
    ...{
      store,
      engine,
      people,
      texts,
      summaries: new Summaries(store),
      origins: [],
      generation: await store.generation(),
    },
    pages: join(tmpdir(), "apostil-no-such-pages"),
    clock: () => now,
    ...given,
  };
  const app = createApp(parts);
  return {
    ...parts,
    wait: (ms) => {
      now += ms;
    },
    token: (role, delegation = null, name = role) => people.tokenFor(name, delegation, role, now),
    ask: async (method, path, { token, json, body, headers } = {}) =>
      app.request(`http://house.test${path}`, {
        method,
        headers: {
          host: "house.test",
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(json === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(body === undefined ? {} : { body }),
      }),
  };
}

/** A folder of built pages with this content. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "apostil-pages-"));

/** The problem that an answer carries, with its status. */
export async function problemIn(answer: Response): Promise<{ status: number; code: string; detail: string }> {
  if (!answer.headers.get("content-type")?.startsWith("application/problem+json"))
    throw new Error(`No problem: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { status: number; code: string; detail: string };
}
