import type { RoomKey } from "@apostil/shared/protocol";
import type { StoredUpdate } from "../store.ts";
import type { Connection } from "./connection.ts";
import { unpack } from "./pack.ts";

/** The row that stands for a room; `null` when it was never written. */
export type RoomRow = { readonly id: number; readonly seq: number };

export const roomRow = (db: Connection, room: RoomKey): RoomRow | null =>
  db.first<RoomRow>("SELECT id, seq FROM rooms WHERE key = ?", room);

/** Of the log that is not packed. */
export const updatesOf = (db: Connection, room: number, after: number): StoredUpdate[] =>
  db.all<StoredUpdate>(
    "SELECT seq, member, time, bytes FROM updates WHERE room = ? AND seq > ? ORDER BY seq",
    room,
    after,
  );

/** Updates of the packed log with a sequence above `after`. */
export function packedAfter(db: Connection, room: number, after: number): StoredUpdate[] {
  const parts = db.all<{ first: number; bytes: Uint8Array }>(
    "SELECT first, bytes FROM history WHERE room = ? AND last > ? ORDER BY first",
    room,
    after,
  );
  return parts.flatMap(({ first, bytes }) => unpack(bytes, first)).filter(({ seq }) => seq > after);
}
