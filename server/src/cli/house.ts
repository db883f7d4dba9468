import { join } from "node:path";
import { createEngine } from "../engine/core.ts";
import type { Engine } from "../engine/engine.ts";
import { DATABASE_FILE } from "../engine/host.ts";
import { People } from "../people/people.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import type { Store } from "../store/store.ts";
import { Texts } from "../texts/texts.ts";
import { makeDataFolder } from "./data-folder.ts";

/** Everything a command works on, in this process. A server may run on the same data meanwhile. */
export type House = {
  readonly store: Store;
  readonly engine: Engine;
  readonly people: People;
  readonly texts: Texts;
};

/** Opens the data folder for one piece of work and closes it whatever comes of it. */
export async function inHouse<T>(data: string, work: (house: House) => Promise<T>): Promise<T> {
  makeDataFolder(data);
  const store = await openSqliteStore({ path: join(data, DATABASE_FILE), serve: false });
  try {
    const engine = await createEngine(store);
    try {
      return await work({ store, engine, people: new People(store), texts: new Texts(store, engine) });
    } finally {
      await engine.close();
    }
  } finally {
    await store.close();
  }
}
