import type { RoomKey } from "@apostil/shared/protocol";
import type { Folding } from "../store.ts";
import type { Connection } from "./connection.ts";
import { packedAfter, roomRow, updatesOf } from "./log.ts";
import { pack, unpack } from "./pack.ts";

/** A packed part of a log that is smaller than this, in bytes, is unpacked and continued: one large part packs better. */
const FULL_PART_BYTES = 32_768;
/** Pages given back to the file system at a time: a few milliseconds. */
const VACUUM_PAGES = 256;

/**
 * Writes snapshots, and packs the part of the log that they make unnecessary, in one transaction. A snapshot that is not
 * newer than the room's own changes nothing.
 */
export function fold(db: Connection, foldings: readonly Folding[]): void {
  if (foldings.length === 0) return;
  db.write(() => {
    for (const folding of foldings) foldRoom(db, folding);
  });
  db.script(`PRAGMA incremental_vacuum(${VACUUM_PAGES})`);
}

function foldRoom(db: Connection, { room: key, seq, bytes }: Folding): void {
  const room = roomRow(db, key);
  if (!room || room.seq < seq) throw new Error(`A snapshot of ${key} is ahead of what was committed`);
  const written = db.run(
    `INSERT INTO snapshots (room, seq, bytes) VALUES (?, ?, ?)
     ON CONFLICT (room) DO UPDATE SET seq = excluded.seq, bytes = excluded.bytes WHERE snapshots.seq < excluded.seq`,
    room.id,
    seq,
    bytes,
  );
  if (written > 0) packLog(db, room.id, seq);
}

/** Moves the updates up to `seq` from the log into the history. */
function packLog(db: Connection, room: number, seq: number): void {
  const rows = updatesOf(db, room, 0).filter((update) => update.seq <= seq);
  if (rows.length === 0) return;
  const open = lastPart(db, room);
  const updates = open ? [...unpack(open.bytes, open.first), ...rows] : rows;
  const first = updates[0]?.seq ?? 0;
  const last = updates.at(-1);
  if (!last) return;
  db.run(
    "INSERT OR REPLACE INTO history (room, first, last, time, bytes) VALUES (?, ?, ?, ?, ?)",
    room,
    first,
    last.seq,
    last.time,
    pack(updates),
  );
  db.run("DELETE FROM updates WHERE room = ? AND seq <= ?", room, seq);
}

const lastPart = (db: Connection, room: number) =>
  db.first<{ first: number; bytes: Uint8Array }>(
    `SELECT first, bytes FROM history
     WHERE room = ? AND length(bytes) < ? AND first = (SELECT max(first) FROM history WHERE room = ?)`,
    room,
    FULL_PART_BYTES,
    room,
  );

/** All that was written into a room since its history begins, and from what it begins. */
export function history(db: Connection, key: RoomKey) {
  return db.read(() => {
    const room = roomRow(db, key);
    if (!room) return { base: null, updates: [] };
    const base = db.first<{ seq: number; bytes: Uint8Array }>(
      "SELECT seq, bytes FROM bases WHERE room = ?",
      room.id,
    );
    return { base, updates: [...packedAfter(db, room.id, 0), ...updatesOf(db, room.id, 0)] };
  });
}

/** Rooms that have packed history with nothing newer than `before` (milliseconds since 1970) in it, some of them. */
export function pastHistory(db: Connection, before: number, most: number): { room: RoomKey; last: number }[] {
  return db.all<{ room: RoomKey; last: number }>(
    `SELECT rooms.key AS room, max(history.last) AS last FROM history JOIN rooms ON rooms.id = history.room
     WHERE history.time < ? GROUP BY rooms.key LIMIT ?`,
    before,
    most,
  );
}

/** Lets the history up to `base.seq` go; from now on it begins with this base. */
export function dropHistory(db: Connection, { room: key, seq, bytes }: Folding): void {
  db.write(() => {
    const room = roomRow(db, key);
    if (!room) return;
    db.run("INSERT OR REPLACE INTO bases (room, seq, bytes) VALUES (?, ?, ?)", room.id, seq, bytes);
    db.run("DELETE FROM history WHERE room = ? AND last <= ?", room.id, seq);
  });
  db.script(`PRAGMA incremental_vacuum(${VACUUM_PAGES})`);
}
