import type { Annotation, AnnotationId, MemberId, TextId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import type { AnnotationRow, StoredRoom, StoredUpdate } from "../store.ts";
import type { Connection } from "./connection.ts";
import { packedAfter, roomRow, updatesOf } from "./log.ts";

export function loadRoom(db: Connection, room: RoomKey): StoredRoom {
  return db.read(() => {
    const row = roomRow(db, room);
    if (!row) return { seq: 0, snapshot: null, updates: [], clients: new Map() };
    const snapshot = db.first<{ seq: number; bytes: Uint8Array }>(
      "SELECT seq, bytes FROM snapshots WHERE room = ?",
      row.id,
    );
    const updates = updatesOf(db, row.id, snapshot?.seq ?? 0);
    return { seq: row.seq, snapshot, updates, clients: clientsOf(db, row.id) };
  });
}

export function updatesAfter(db: Connection, room: RoomKey, after: number): StoredUpdate[] {
  return db.read(() => {
    const row = roomRow(db, room);
    return row ? [...packedAfter(db, row.id, after), ...updatesOf(db, row.id, after)] : [];
  });
}

function clientsOf(db: Connection, room: number): Map<number, MemberId> {
  const rows = db.all<{ client: number; member: MemberId }>(
    "SELECT client, member FROM client_ids WHERE room = ?",
    room,
  );
  return new Map(rows.map(({ client, member }) => [client, member]));
}

export function roomSequences(db: Connection, rooms: readonly RoomKey[]): Map<RoomKey, number> {
  // The names travel as one JSON list: one statement for any number of rooms.
  const found = db.all<{ key: RoomKey; seq: number }>(
    "SELECT key, seq FROM rooms WHERE key IN (SELECT value FROM json_each(?))",
    JSON.stringify(rooms),
  );
  return new Map(found.map(({ key, seq }) => [key, seq]));
}

export function annotations(db: Connection, rooms: readonly RoomKey[]): Annotation[] {
  const found = db.all<{ json: string }>(
    `SELECT json FROM annotations
     WHERE room IN (SELECT id FROM rooms WHERE key IN (SELECT value FROM json_each(?))) AND json IS NOT NULL
     ORDER BY created, id`,
    JSON.stringify(rooms),
  );
  return found.map(({ json }) => JSON.parse(json) as Annotation);
}

export function annotationRow(db: Connection, room: RoomKey, id: AnnotationId): AnnotationRow | null {
  const row = db.first<{ posted: string; creator: MemberId; json: string | null }>(
    `SELECT posted, creator, json FROM annotations
     WHERE room = (SELECT id FROM rooms WHERE key = ?) AND id = ?`,
    room,
    id,
  );
  if (!row) return null;
  const annotation = row.json === null ? null : (JSON.parse(row.json) as Annotation);
  return { room, id, annotation, posted: row.posted, creator: row.creator };
}

export function roomsOfText(db: Connection, text: TextId): RoomKey[] {
  // A range of the key's own index: "0" is the character after "/".
  const found = db.all<{ key: RoomKey }>(
    "SELECT key FROM rooms WHERE key >= ? || '/' AND key < ? || '0' ORDER BY key",
    text,
    text,
  );
  return found.map(({ key }) => key);
}
