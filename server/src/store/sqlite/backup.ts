import { randomInt, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { StoreError } from "../store.ts";
import { asStoreError } from "./errors.ts";
import { makeFile, takeServingLock } from "./file.ts";
import { openSqliteStore } from "./sqlite-store.ts";

/**
 * How far the count of writer ids may jump at a restore. An id of the time after the backup must never be handed out
 * again, and nobody can say how many there were: a random jump meets none of them.
 */
const WRITERS_JUMP = 2 ** 40;

/**
 * Copies the store at `path` as of one moment, also while it is served. `target` is there whole or not at all.
 * @throws StoreError `missing` without a store, `unavailable`
 */
export async function backupSqlite(path: string, target: string): Promise<void> {
  if (!existsSync(path))
    throw new StoreError("missing", `There is nothing to back up: ${path} is not there.`);
  await guarded(async () => {
    const unfinished = `${target}.unfinished`;
    await removeDatabase(unfinished);
    await copy(path, unfinished);
    await settle(unfinished);
    await rename(unfinished, target);
    await syncFolder(target);
  });
}

/**
 * Puts the backup `source` in the place of the store at `path`, as a new generation: what browsers kept of the time
 * after the backup is of another one, and is not merged in. The old store is there until the new one is whole.
 * @throws StoreError `locked` while a server runs, `missing`, `newer`, `unavailable` when `source` is no backup
 */
export async function restoreSqlite(path: string, source: string): Promise<void> {
  if (!existsSync(source)) throw new StoreError("missing", `There is no file ${source}.`);
  await guarded(async () => {
    const lock = takeServingLock(path);
    try {
      const unfinished = `${path}.restoring`;
      await removeDatabase(unfinished);
      checkBackup(source);
      await copy(source, unfinished);
      // Opened once, so that a backup of an older program gets today's schema, and one of a newer is refused.
      await (await openSqliteStore({ path: unfinished, serve: false })).close();
      beginGeneration(unfinished);
      await settle(unfinished);
      // Until the new file has its name the old one must be whole without its side files; a damaged one cannot be.
      if (existsSync(path)) await settle(path).catch(() => undefined);
      await removeSideFiles(path);
      await rename(unfinished, path);
      await syncFolder(path);
    } finally {
      lock.release();
    }
  });
}

async function copy(from: string, to: string): Promise<void> {
  makeFile(to);
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5_000 });
  try {
    await backup(source, to, { rate: -1 });
  } finally {
    source.close();
  }
}

function checkBackup(file: string): void {
  const notOurs = new StoreError("unavailable", `${file} is no backup of Apostil, or it is damaged.`);
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const check = database.prepare("PRAGMA integrity_check").get();
      const ours = database.prepare("SELECT value FROM meta WHERE key = 'generation'").get();
      if (check?.["integrity_check"] !== "ok" || !ours) throw notOurs;
    } finally {
      database.close();
    }
  } catch (cause) {
    throw cause === notOurs ? cause : new StoreError("unavailable", notOurs.message, { cause });
  }
}

function beginGeneration(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.prepare("UPDATE meta SET value = ? WHERE key = 'generation'").run(randomUUID());
    database
      .prepare(
        `INSERT INTO meta (key, value) VALUES ('writers', ?1)
         ON CONFLICT (key) DO UPDATE SET value = value + ?1`,
      )
      .run(randomInt(1, WRITERS_JUMP));
  } finally {
    database.close();
  }
}

/** Makes a closed database one file that is on disk. */
async function settle(path: string): Promise<void> {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = DELETE");
  database.close();
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), "r");
  // Windows syncs no folders.
  await folder.sync().catch(() => undefined);
  await folder.close();
}

async function removeSideFiles(path: string): Promise<void> {
  for (const side of ["-wal", "-shm", "-journal"]) await rm(`${path}${side}`, { force: true });
}

async function removeDatabase(path: string): Promise<void> {
  await removeSideFiles(path);
  await rm(path, { force: true });
}

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw asStoreError(cause);
  }
}
