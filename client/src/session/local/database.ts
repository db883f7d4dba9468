import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Item } from "./item.ts";

/** One change of a room as this browser keeps it. `unsent` repeats the room while the server has not acknowledged it. */
export type Row = { readonly room: string; readonly bytes: Uint8Array; readonly unsent?: string };

interface Schema extends DBSchema {
  updates: { key: number; value: Row; indexes: { room: string; unsent: string } };
  items: { key: string; value: Item };
  known: { key: string; value: unknown };
}

/** What this browser keeps of one member and generation. */
export type Database = IDBPDatabase<Schema>;

/** 2: commands and words set aside, and what the server last answered. */
const VERSION = 2;
const PREFIX = "apostil/";

/** One for each generation and member: nobody reads another's, and copies never meet another history. */
export const databaseName = (generation: string, member: string): string =>
  `${PREFIX}${generation}/${member}`;

/** @throws DOMException where the browser keeps nothing (a private window, a full disk) */
export const openDatabase = (name: string): Promise<Database> =>
  openDB<Schema>(name, VERSION, {
    upgrade: (made, before) => {
      if (before < 1) {
        const updates = made.createObjectStore("updates", { autoIncrement: true });
        updates.createIndex("room", "room");
        updates.createIndex("unsent", "unsent");
      }
      if (before < 2) {
        made.createObjectStore("items", { keyPath: "key" });
        made.createObjectStore("known");
      }
    },
    // Another tab deletes it, or knows a newer form of it.
    blocking: (_now, _wanted, event) => (event.target as IDBDatabase).close(),
  });

/** Databases of this member from before the store was restored. None where the browser doesn't tell. */
export async function earlierDatabases(name: string): Promise<string[]> {
  const member = name.slice(name.lastIndexOf("/"));
  const all = (await indexedDB.databases?.()) ?? [];
  return all
    .map((each) => each.name ?? "")
    .filter((each) => each !== name && each.startsWith(PREFIX) && each.endsWith(member));
}

export const deleteDatabase = (name: string): Promise<void> => deleteDB(name);

let isAsked = false;

/** Asks the browser once not to clear what is kept when the disk gets full: at the first thing that would be missed. */
export function askToPersist(): void {
  if (isAsked) return;
  isAsked = true;
  globalThis.navigator?.storage?.persist?.().catch(() => {});
}
