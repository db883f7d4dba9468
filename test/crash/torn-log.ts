import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "@apostil/server/store/sqlite/sqlite-store.ts";
import type { RoomKey } from "@apostil/shared/protocol";
import * as Y from "yjs";
import { startServer } from "../support/start-server.ts";
import { Crowd, ROOM, wordsOf } from "./crowd.ts";
import { databaseIn } from "./faulty-server.ts";
import type { Outcome } from "./kills.ts";

/** Words that are each acknowledged before the next, so that each has a transaction of its own in the log. */
const WORDS = 20;
/** Lengths in bytes, as SQLite documents its write-ahead log. */
const HEADER = 32;
const FRAME_HEADER = 24;
const PAGE_SIZE_AT = 8;

/**
 * The power goes while the log is being written: whatever its last whole frame is, the store opens and holds the words
 * up to some point, never others, never fewer than with a shorter log, and all of them with the whole log.
 */
export async function tornLog(): Promise<Outcome> {
  const server = await startServer();
  const crowd = await Crowd.at(server, 1);
  const reader = readerOf(server.data);
  try {
    for (let at = 0; at < WORDS; at++) {
      crowd.write();
      await crowd.writers[0]?.allSaved();
    }
    await server.kill();
    const broken = await judgeCuts(server.data, crowd.written);
    const { written, acknowledged } = crowd;
    return { scenario: "torn log", ends: 1, written: written.length, promised: acknowledged.length, broken };
  } finally {
    crowd.leave();
    reader.close();
    await server.dispose();
  }
}

/** Somebody who reads the state of now, so that what is committed after it stays in the log until they are done. */
function readerOf(data: string): DatabaseSync {
  const reader = new DatabaseSync(databaseIn(data), { readOnly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM sqlite_schema").get();
  return reader;
}

async function judgeCuts(data: string, written: readonly string[]): Promise<Outcome["broken"]> {
  const database = databaseIn(data);
  const log = readFileSync(`${database}-wal`);
  const frame = FRAME_HEADER + log.readUInt32BE(PAGE_SIZE_AT);
  const broken: Outcome["broken"][number][] = [];
  const lengths = new Set<number>();
  let most = 0;
  for (const cut of cutsOf(log.length, frame)) {
    const words = await wordsAfterCut(database, log.subarray(0, cut));
    const isPrefix = words.every((word, at) => word === written[at]);
    const isWhole = cut < log.length || words.length === written.length;
    if (!isPrefix || !isWhole || words.length < most) {
      const strange = isPrefix ? [] : words;
      const verdict = { lost: written.slice(words.length), doubled: [], strange, differing: [] };
      broken.push({ where: `the log cut at ${cut} of ${log.length}`, verdict });
    }
    lengths.add(words.length);
    most = Math.max(most, words.length);
  }
  // Otherwise the log was written back before the kill, and nothing was cut off.
  if (lengths.size <= written.length) throw new Error(`The cuts made only ${lengths.size} lengths`);
  return broken;
}

/** Nothing, half a header, each frame's end, and the middle of each frame. */
const cutsOf = (length: number, frame: number): number[] => {
  const cuts = [0, HEADER / 2];
  for (let at = HEADER; at <= length; at += frame)
    cuts.push(at, Math.min(length, at + Math.floor(frame / 2)));
  return [...new Set([...cuts, length])];
};

async function wordsAfterCut(database: string, log: Uint8Array): Promise<string[]> {
  const folder = `${database}-cut`;
  mkdirSync(folder);
  try {
    const path = join(folder, "copy.db");
    copyFileSync(database, path);
    writeFileSync(`${path}-wal`, log);
    const store = await openSqliteStore({ path, serve: true });
    const { snapshot, updates } = await store.loadRoom(ROOM as string as RoomKey);
    await store.close();
    const doc = new Y.Doc();
    if (snapshot) Y.applyUpdate(doc, snapshot.bytes);
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
    return doc
      .getXmlFragment("note")
      .toArray()
      .flatMap((one) => (one instanceof Y.XmlElement ? [wordsOf(one)] : []));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
