import { randomInt, randomUUID } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { StoreError } from "../store.ts";
import { Connection } from "./connection.ts";
import { withStoreErrors } from "./errors.ts";
import { makeFile, takeServingLock } from "./file.ts";
import { migrate } from "./migrations/migrate.ts";

/**
 * How far writer ids may jump at a restore. Those that were allotted after the backup are unknown by then, and one that
 * is used again makes documents differ for ever; so the count goes on somewhere else (2^40 places, of 2^53 there are).
 */
const WRITER_JUMP = 2 ** 40;

/**
 * Copies the store at `path` into `file`, as of one moment, also while a server runs; an older `file` is replaced once
 * the new one is whole and on disk.
 * @throws StoreError `missing` when there is no store, `exists` when `file` is the store itself, `unavailable`
 */
export function backupSqlite(path: string, file: string): Promise<void> {
  return withStoreErrors(async () => {
    if (!existsSync(path)) throw new StoreError("missing", `There is nothing to back up at ${path}.`);
    if (isSameFile(path, file))
      throw new StoreError("exists", `${file} is the store itself: name another file.`);
    const partial = `${file}.partial`;
    rmSync(partial, { force: true });
    makeFile(partial);
    try {
      // Unlike a copy page by page, this reads one moment and never starts again when the server writes meanwhile.
      withConnection(new Connection(path), (connection) => connection.run("VACUUM INTO ?", partial));
      sync(partial);
      renameSync(partial, file);
      sync(dirname(file));
    } finally {
      rmSync(partial, { force: true });
    }
  });
}

/**
 * Puts what {@link backupSqlite} wrote in the place of the store at `path`, with a new generation: copies that clients
 * have kept belong to another history. One transaction: after a crash it is either the old store or the restored one.
 * @throws StoreError `locked` while a server runs, `missing` when there is no `file`, `exists` when it is the store
 * itself, `newer`, `unavailable`
 */
export function restoreSqlite(path: string, file: string): Promise<void> {
  return withStoreErrors(async () => {
    if (!existsSync(file)) throw new StoreError("missing", `There is no file ${file}.`);
    if (existsSync(path) && isSameFile(path, file))
      throw new StoreError("exists", `${file} is the store itself: there is nothing to restore.`);
    const lock = takeServingLock(path);
    const copy = `${path}.restoring`;
    try {
      rmSync(copy, { force: true });
      makeFile(copy);
      copyFileSync(file, copy);
      await replace(path, copy, file);
    } finally {
      rmSync(copy, { force: true });
      lock.release();
    }
  });
}

async function replace(path: string, copy: string, file: string): Promise<void> {
  const connection = new Connection(copy);
  try {
    if (!isStore(connection))
      throw new StoreError("unavailable", `${file} is no backup of Apostil, or damaged.`);
    migrate(connection);
    startGeneration(connection);
    makeFile(path);
    await connection.copyInto(path);
  } finally {
    connection.close();
  }
}

function isStore(connection: Connection): boolean {
  try {
    const check = connection.first<{ quick_check: string }>("PRAGMA quick_check");
    return check?.quick_check === "ok" && hasGeneration(connection);
  } catch {
    // No database at all, or one with other tables.
    return false;
  }
}

const hasGeneration = (connection: Connection): boolean =>
  connection.first("SELECT 1 FROM meta WHERE key = 'generation'") !== null;

function startGeneration(connection: Connection): void {
  connection.write(() => {
    connection.run("UPDATE meta SET value = ? WHERE key = 'generation'", randomUUID());
    connection.run(
      `INSERT INTO meta (key, value) VALUES ('writers', ?)
       ON CONFLICT (key) DO UPDATE SET value = value + excluded.value`,
      randomInt(1, WRITER_JUMP),
    );
  });
}

function isSameFile(one: string, other: string): boolean {
  if (!existsSync(other)) return false;
  const [first, second] = [statSync(one), statSync(other)];
  return first.dev === second.dev && first.ino === second.ino;
}

function withConnection<T>(connection: Connection, work: (connection: Connection) => T): T {
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

/** Waits until a file's bytes, or a folder's names, are on disk. */
function sync(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
