import { Listeners, type Watched } from "../listeners.ts";
import {
  askToPersist,
  type Database,
  databaseName,
  deleteDatabase,
  earlierDatabases,
  openDatabase,
} from "./database.ts";
import { folded } from "./fold.ts";
import type { Item, Shelf } from "./item.ts";
import { KnownAnswers } from "./known-answers.ts";
import { LocalItems } from "./local-items.ts";

/** A room with more acknowledged changes than this is folded into one when it is opened: a page reads them all. */
const MOST_SETTLED = 64;

/** A change that was written, or is about to be. */
export type Kept = { key: number | null; readonly room: string; readonly bytes: Uint8Array; unsent: boolean };

/** Copies of rooms in this browser's database: one per generation and member, so that nobody reads another's. */
export class LocalRooms {
  readonly #db: Database;
  #queue: Kept[] = [];
  #settled: number[] = [];
  #flushing: Promise<void> | null = null;
  #isKeeping = true;
  readonly #listeners = new Listeners();
  /** Whether copies are kept: not any more once the disk is full or the database was taken away. */
  readonly keeping: Watched<boolean> = {
    get: () => this.#isKeeping,
    subscribe: (listener) => this.#listeners.subscribe(listener),
  };
  /** Rooms with unsent changes when the database was opened. */
  readonly unsentRooms: readonly string[];
  /** Commands on their way, and what the server did not take. */
  readonly shelf: Shelf;
  readonly known: KnownAnswers;

  private constructor(db: Database, unsentRooms: readonly string[], items: readonly Item[]) {
    this.#db = db;
    this.unsentRooms = unsentRooms;
    this.shelf = new LocalItems(db, items, () => this.#lost());
    this.known = new KnownAnswers(db);
  }

  /** @returns `null` where the browser keeps nothing (a private window, a full disk). */
  static async open(generation: string, member: string): Promise<LocalRooms | null> {
    const name = databaseName(generation, member);
    try {
      const db = await openDatabase(name);
      // What can't be taken now is taken at the next visit.
      await takeEarlier(db).catch(() => {});
      const unsent = await db.getAllFromIndex("updates", "unsent");
      const rooms = [...new Set(unsent.map(({ room }) => room))];
      return new LocalRooms(db, rooms, await db.getAll("items"));
    } catch {
      return null;
    }
  }

  /** All that is kept of a room, in the order in which it was written. */
  async read(room: string): Promise<Kept[]> {
    await this.#flush();
    const rows = await this.#rows(room);
    const settled = rows.filter(({ unsent }) => !unsent).length;
    if (settled <= MOST_SETTLED) return rows;
    await this.#fold(room);
    return this.#rows(room);
  }

  async #rows(room: string): Promise<Kept[]> {
    const index = this.#db.transaction("updates").store.index("room");
    const [keys, rows] = await Promise.all([index.getAllKeys(room), index.getAll(room)]);
    return rows.map(({ bytes, unsent }, at) => ({
      key: keys[at] ?? null,
      room,
      bytes,
      unsent: unsent !== undefined,
    }));
  }

  /** Puts one change in the place of all that are acknowledged. In one transaction: another page may fold it, too. */
  async #fold(room: string): Promise<void> {
    const { store, done } = this.#db.transaction("updates", "readwrite");
    const index = store.index("room");
    const [keys, rows] = await Promise.all([index.getAllKeys(room), index.getAll(room)]);
    for (const [at, key] of keys.entries()) if (rows[at]?.unsent === undefined) void store.delete(key);
    const settled = rows.filter(({ unsent }) => unsent === undefined);
    void store.add({ room, bytes: folded(settled.map(({ bytes }) => bytes)) });
    await done;
  }

  /** Writes a change; those of one tick in one transaction. */
  write(room: string, bytes: Uint8Array, unsent: boolean): Kept {
    const kept: Kept = { key: null, room, bytes, unsent };
    this.#queue.push(kept);
    if (unsent) askToPersist();
    queueMicrotask(() => void this.#flush());
    return kept;
  }

  /** The server has acknowledged this change. */
  settle(kept: Kept): void {
    kept.unsent = false;
    if (kept.key === null) return;
    this.#settled.push(kept.key);
    queueMicrotask(() => void this.#flush());
  }

  /** Forgets a room. */
  async drop(room: string): Promise<void> {
    this.#queue = this.#queue.filter((kept) => kept.room !== room);
    await this.#flush();
    const transaction = this.#db.transaction("updates", "readwrite");
    for (const key of await transaction.store.index("room").getAllKeys(room))
      void transaction.store.delete(key);
    await transaction.done;
  }

  /** Leaves what is kept for the next visit. */
  close(): void {
    void this.#flush().then(() => this.#db.close());
  }

  /** Forgets everything. */
  async wipe(): Promise<void> {
    this.#db.close();
    await deleteDatabase(this.#db.name);
  }

  async #flush(): Promise<void> {
    while (this.#flushing) await this.#flushing;
    if (this.#queue.length + this.#settled.length === 0) return;
    this.#flushing = this.#commit()
      .catch(() => this.#lost())
      .finally(() => {
        this.#flushing = null;
      });
    await this.#flushing;
  }

  /** The page works on in memory: what is typed still goes to the server. */
  #lost(): void {
    this.#isKeeping = false;
    this.#listeners.notify();
  }

  async #commit(): Promise<void> {
    const [rows, settled] = [this.#queue, this.#settled];
    this.#queue = [];
    this.#settled = [];
    const { store, done } = this.#db.transaction("updates", "readwrite", { durability: "strict" });
    const written = rows.map(({ unsent }) => unsent);
    const keys = rows.map(({ room, bytes, unsent }) =>
      store.add({ room, bytes, ...(unsent && { unsent: room }) }),
    );
    for (const key of settled) {
      const row = await store.get(key);
      if (row) await store.put({ room: row.room, bytes: row.bytes }, key);
    }
    await done;
    for (const [at, kept] of rows.entries()) {
      kept.key = (await keys[at]) ?? null;
      const isSettledMeanwhile = written[at] && !kept.unsent;
      if (isSettledMeanwhile && kept.key !== null) this.settle(kept);
    }
  }
}

/** Restores are rare: what they need is loaded after one. */
async function takeEarlier(db: Database): Promise<void> {
  for (const earlier of await earlierDatabases(db.name)) {
    const { takeFrom } = await import("./earlier.ts");
    await takeFrom(earlier, Date.now(), (items) => putAll(db, items));
  }
}

async function putAll(db: Database, items: readonly Item[]): Promise<void> {
  const { store, done } = db.transaction("items", "readwrite", { durability: "strict" });
  for (const item of items) void store.put(item);
  await done;
}
