import { StoreError } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { FIRST } from "./0001-first.ts";
import { SUMMARIES } from "./0002-summaries.ts";
import { HISTORY } from "./0003-history.ts";

/** In order; the first makes schema 1. One that was released is never changed again: a change is the next one. */
const MIGRATIONS: readonly string[] = [FIRST, SUMMARIES, HISTORY];

/**
 * Brings the file to the newest schema, each step in a transaction of its own.
 * @throws StoreError `newer` when a later program wrote the file: this one would not understand what it reads
 */
export function migrate(connection: Connection, migrations: readonly string[] = MIGRATIONS): void {
  const found = versionOf(connection);
  if (found > migrations.length)
    throw new StoreError(
      "newer",
      `A newer version of Apostil wrote this data (schema ${found}; this version knows ${migrations.length}). ` +
        "Start that newer version, or use this one with data of its own or a backup that it made itself.",
    );
  for (let at = found; at < migrations.length; at++)
    connection.write(() => {
      // Another process may have been faster between our look and our lock.
      if (versionOf(connection) !== at) return;
      connection.script(`${migrations[at]}; PRAGMA user_version = ${at + 1}`);
    });
}

const versionOf = (connection: Connection): number =>
  connection.first<{ user_version: number }>("PRAGMA user_version")?.user_version ?? 0;
