import { askToPersist, type Database } from "./database.ts";
import type { Item, Shelf } from "./item.ts";

/** Items in this browser's database. */
export class LocalItems implements Shelf {
  readonly #db: Database;
  readonly #lost: () => void;
  readonly first: readonly Item[];
  /** Keys that were in the database once: only they can be missing from it. */
  readonly #written: Set<string>;
  /** Writes happen in the order in which they were asked for. */
  #last: Promise<void> = Promise.resolve();

  /** @param lost called when something could not be written */
  constructor(db: Database, first: readonly Item[], lost: () => void) {
    this.#db = db;
    this.#lost = lost;
    this.first = first;
    this.#written = new Set(first.map(({ key }) => key));
  }

  change({ put = [], remove = [] }: Parameters<Shelf["change"]>[0]): Promise<void> {
    if (put.length > 0) askToPersist();
    this.#last = this.#last.then(() => this.#write(put, remove)).catch(() => this.#lost());
    return this.#last;
  }

  async isGone(key: string): Promise<boolean> {
    await this.#last;
    if (!this.#written.has(key)) return false;
    try {
      return (await this.#db.getKey("items", key)) === undefined;
    } catch {
      return false;
    }
  }

  alone<Value>(name: string, act: () => Promise<Value>): Promise<Value> {
    // Pages that do not come over TLS have no locks; ids made here keep what is sent twice from being there twice.
    const locks = globalThis.navigator?.locks;
    return locks ? locks.request(`${this.#db.name}/${name}`, act) : act();
  }

  async #write(put: readonly Item[], remove: readonly string[]): Promise<void> {
    const { store, done } = this.#db.transaction("items", "readwrite", { durability: "strict" });
    for (const item of put) void store.put(item);
    for (const key of remove) void store.delete(key);
    await done;
    for (const { key } of put) this.#written.add(key);
  }
}
