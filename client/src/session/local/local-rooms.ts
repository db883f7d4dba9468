import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import { Listeners, type Watched } from "../listeners.ts";

/** One change of a room as this browser keeps it. `unsent` repeats the room while the server has not acknowledged it. */
type Row = { readonly room: string; readonly bytes: Uint8Array; readonly unsent?: string };

interface Schema extends DBSchema {
  updates: { key: number; value: Row; indexes: { room: string; unsent: string } };
}

/** A change that was written, or is about to be. */
export type Kept = { key: number | null; readonly room: string; readonly bytes: Uint8Array; unsent: boolean };

/** Copies of rooms in this browser's database: one per generation and member, so that nobody reads another's. */
export class LocalRooms {
  readonly #db: IDBPDatabase<Schema>;
  readonly #name: string;
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

  private constructor(name: string, db: IDBPDatabase<Schema>, unsentRooms: readonly string[]) {
    this.#name = name;
    this.#db = db;
    this.unsentRooms = unsentRooms;
  }

  /** @returns `null` where the browser keeps nothing (a private window, a full disk). */
  static async open(generation: string, member: string): Promise<LocalRooms | null> {
    const name = `apostil/${generation}/${member}`;
    try {
      const db = await openDB<Schema>(name, 1, {
        upgrade: (made) => {
          const updates = made.createObjectStore("updates", { autoIncrement: true });
          updates.createIndex("room", "room");
          updates.createIndex("unsent", "unsent");
        },
        // Another tab deletes it, or knows a newer form of it.
        blocking: (_now, _wanted, event) => (event.target as IDBDatabase).close(),
      });
      const unsent = await db.getAllFromIndex("updates", "unsent");
      return new LocalRooms(name, db, [...new Set(unsent.map(({ room }) => room))]);
    } catch {
      return null;
    }
  }

  /** All that is kept of a room, in the order in which it was written. */
  async read(room: string): Promise<Kept[]> {
    await this.#flush();
    const index = this.#db.transaction("updates").store.index("room");
    const [keys, rows] = await Promise.all([index.getAllKeys(room), index.getAll(room)]);
    return rows.map(({ bytes, unsent }, at) => ({
      key: keys[at] ?? null,
      room,
      bytes,
      unsent: unsent !== undefined,
    }));
  }

  /** Writes a change; those of one tick in one transaction. */
  write(room: string, bytes: Uint8Array, unsent: boolean): Kept {
    const kept: Kept = { key: null, room, bytes, unsent };
    this.#queue.push(kept);
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
    await deleteDB(this.#name);
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
