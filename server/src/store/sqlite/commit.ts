import { themeOf } from "@apostil/shared/model";
import {
  type Actor,
  type AnnotationRow,
  type CommitOutcome,
  isServersOwn,
  type RoomCommit,
} from "../store.ts";
import type { Connection } from "./connection.ts";
import { type RoomRow, roomRow } from "./log.ts";

/**
 * Writes a group of rooms in one transaction: one wait for the disk, however many they are. Each room is looked at
 * before anything of it is written, so that a refused one leaves no trace.
 */
export function commit(db: Connection, batch: readonly RoomCommit[]): CommitOutcome[] {
  if (batch.length === 0) return [];
  return db.write(() => batch.map((one) => commitRoom(db, one)));
}

function commitRoom(db: Connection, one: RoomCommit): CommitOutcome {
  const { room } = one;
  const row = roomRow(db, room);
  if ((row?.seq ?? 0) !== one.after || bindsForeignClient(db, row, one))
    return { room, done: false, reason: "behind" };
  const actors = changedActors(db, one);
  if (actors.length > 0) return { room, done: false, reason: "actors", actors };
  const seq = one.after + one.updates.length;
  if (row || holdsAnything(one)) writeRoom(db, one, seq);
  return { room, done: true, seq };
}

/** Whether a client id belongs to somebody else already, in the store or in this very commit. */
function bindsForeignClient(db: Connection, row: RoomRow | null, { clients }: RoomCommit): boolean {
  const claimed = new Map<number, string>();
  return clients.some(({ client, member }) => {
    const owner =
      claimed.get(client) ??
      (row &&
        db.first<{ member: string }>(
          "SELECT member FROM client_ids WHERE room = ? AND client = ?",
          row.id,
          client,
        )?.member);
    claimed.set(client, member);
    return owner !== undefined && owner !== null && owner !== member;
  });
}

/** The actors, each once, who are no longer as given at the time of their last update. */
function changedActors(db: Connection, { updates }: RoomCommit): Actor[] {
  const asked = new Map<string, { actor: Actor; time: number }>();
  for (const { actor, time } of updates) {
    const key = JSON.stringify([actor.member, actor.version, actor.session]);
    asked.set(key, { actor, time: Math.max(time, asked.get(key)?.time ?? time) });
  }
  return [...asked.values()]
    .filter(({ actor, time }) => !isAsGiven(db, actor, time))
    .map(({ actor }) => actor);
}

const isAsGiven = (db: Connection, actor: Actor, now: number): boolean =>
  isServersOwn(actor) ||
  db.first(
    `SELECT 1 FROM members
     WHERE id = ?1 AND version = ?2 AND removed IS NULL
       AND (?3 IS NULL OR EXISTS (
         SELECT 1 FROM sessions WHERE key = ?3 AND member = ?1 AND (expires IS NULL OR expires > ?4)))`,
    actor.member,
    actor.version,
    actor.session,
    now,
  ) !== null;

const holdsAnything = ({ updates, clients, annotations }: RoomCommit): boolean =>
  updates.length + clients.length + annotations.length > 0;

function writeRoom(db: Connection, one: RoomCommit, seq: number): void {
  const room = raiseSequence(db, one, seq);
  for (const [at, { actor, time, bytes }] of one.updates.entries())
    db.run(
      "INSERT INTO updates (room, seq, member, time, bytes) VALUES (?, ?, ?, ?, ?)",
      room,
      one.after + 1 + at,
      actor.member,
      time,
      bytes,
    );
  for (const { client, member } of one.clients)
    db.run(
      "INSERT INTO client_ids (room, client, member) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      room,
      client,
      member,
    );
  for (const row of one.annotations) writeAnnotation(db, room, one, row);
}

/** The row that every commit writes also says what summaries tell: when the room changed, and whether it has a note. */
function raiseSequence(db: Connection, { room, updates, note }: RoomCommit, seq: number): number {
  const row = db.first<{ id: number }>(
    `INSERT INTO rooms (key, seq, changed, note) VALUES (?1, ?2, ?3, ifnull(?4, 0))
     ON CONFLICT (key) DO UPDATE SET
       seq = excluded.seq, changed = ifnull(?3, changed), note = ifnull(?4, note)
     RETURNING id`,
    room,
    seq,
    updates.at(-1)?.time ?? null,
    note === undefined ? null : Number(note),
  );
  if (!row) throw new Error("a room's row was not written");
  return row.id;
}

/** Written whole: of a removed one everything that was said becomes NULL. */
function writeAnnotation(db: Connection, room: number, one: RoomCommit, row: AnnotationRow): void {
  if (row.room !== one.room)
    throw new Error(`an annotation of ${row.room} came with a commit of ${one.room}`);
  const [text = "", paragraph = "", layer = ""] = row.room.split("/");
  const { annotation } = row;
  db.run(
    `INSERT INTO annotations
       (room, id, text, paragraph, layer, creator, posted, motivation, status, theme, created, json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (room, id) DO UPDATE SET
       creator = excluded.creator, posted = excluded.posted, motivation = excluded.motivation,
       status = excluded.status, theme = excluded.theme, created = excluded.created, json = excluded.json`,
    room,
    row.id,
    text,
    paragraph,
    layer,
    row.creator,
    row.posted,
    annotation?.motivation ?? null,
    annotation?.status ?? null,
    annotation && themeOf(annotation),
    annotation?.created ?? null,
    annotation && JSON.stringify(annotation),
  );
}
