import type { Delegation, Member, MemberId, Role } from "@apostil/shared/model";
import { type StoredMember, type StoredSession, StoreError } from "../store.ts";
import type { Connection } from "./connection.ts";

/** Version of a new member; 0 is never one (see `isServersOwn`). */
const FIRST_VERSION = 1;

const MEMBER = "id, name, role, delegation, version, removed";

export const members = (db: Connection): StoredMember[] =>
  db.all<StoredMember>(`SELECT ${MEMBER} FROM members ORDER BY rowid`);

export const member = (db: Connection, id: MemberId): StoredMember | null =>
  db.first<StoredMember>(`SELECT ${MEMBER} FROM members WHERE id = ?`, id);

export const delegations = (db: Connection): Delegation[] =>
  db.all<Delegation>("SELECT slug, name, colour FROM delegations ORDER BY rowid");

export function addDelegation(db: Connection, { slug, name, colour }: Delegation): void {
  db.run("INSERT INTO delegations (slug, name, colour) VALUES (?, ?, ?)", slug, name, colour);
}

export function addMember(db: Connection, { id, name, role, delegation }: Member): void {
  db.run(
    "INSERT INTO members (id, name, role, delegation, version, removed) VALUES (?, ?, ?, ?, ?, NULL)",
    id,
    name,
    role,
    delegation,
    FIRST_VERSION,
  );
}

export function changeMember(
  db: Connection,
  id: MemberId,
  change: { readonly role?: Role; readonly delegation?: string | null },
): void {
  const changed = db.run(
    `UPDATE members
     SET role = coalesce(?, role), delegation = iif(?, ?, delegation), version = version + 1
     WHERE id = ? AND removed IS NULL`,
    change.role ?? null,
    change.delegation === undefined ? 0 : 1,
    change.delegation ?? null,
    id,
  );
  if (changed === 0) throw noMember(id);
}

export function removeMember(db: Connection, id: MemberId, now: number): void {
  db.write(() => {
    const changed = db.run(
      "UPDATE members SET removed = ?, version = version + 1 WHERE id = ? AND removed IS NULL",
      now,
      id,
    );
    if (changed === 0) throw noMember(id);
    db.run("DELETE FROM sessions WHERE member = ?", id);
  });
}

export function addSession(db: Connection, session: StoredSession): void {
  db.write(() => insertSession(db, session));
}

/** Inside a transaction. Past sessions go at the same time: a record of who signed in when isn't kept for its own sake. */
export function insertSession(db: Connection, { key, member, kind, created, expires }: StoredSession): void {
  db.run("DELETE FROM sessions WHERE expires <= ?", created);
  const added = db.run(
    `INSERT INTO sessions (key, member, kind, created, expires)
     SELECT ?, id, ?, ?, ? FROM members WHERE id = ? AND removed IS NULL`,
    key,
    kind,
    created,
    expires,
    member,
  );
  if (added === 0) throw noMember(member);
}

export function session(
  db: Connection,
  key: string,
  now: number,
): { readonly session: StoredSession; readonly member: StoredMember } | null {
  return db.read(() => {
    const found = db.first<StoredSession>(
      `SELECT key, member, kind, created, expires FROM sessions
       WHERE key = ? AND (expires IS NULL OR expires > ?)`,
      key,
      now,
    );
    const whose = found && member(db, found.member);
    return found && whose && whose.removed === null ? { session: found, member: whose } : null;
  });
}

export function endSession(db: Connection, key: string): void {
  db.run("DELETE FROM sessions WHERE key = ?", key);
}

const noMember = (id: MemberId): StoreError => new StoreError("missing", `There is no member ${id}.`);
