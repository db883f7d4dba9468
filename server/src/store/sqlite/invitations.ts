import type { Member } from "@apostil/shared/model";
import type { StoredInvitation, StoredSession } from "../store.ts";
import type { Connection } from "./connection.ts";
import { addMember, insertSession } from "./people.ts";

const INVITATION = "id, key, role, delegation, member, created, expires, used, uses";

export function addInvitation(db: Connection, invitation: StoredInvitation): void {
  db.run(
    `INSERT INTO invitations (${INVITATION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    invitation.id,
    invitation.key,
    invitation.role,
    invitation.delegation,
    invitation.member,
    invitation.created,
    invitation.expires,
    invitation.used,
    invitation.uses,
  );
}

export const invitations = (db: Connection): StoredInvitation[] =>
  db.all<StoredInvitation>(`SELECT ${INVITATION} FROM invitations ORDER BY rowid`);

export const invitation = (db: Connection, key: string): StoredInvitation | null =>
  db.first<StoredInvitation>(`SELECT ${INVITATION} FROM invitations WHERE key = ?`, key);

export function removeInvitation(db: Connection, id: string): void {
  db.run("DELETE FROM invitations WHERE id = ?", id);
}

/**
 * One statement decides and counts, so that two who come at once can't both have the last use. An invitation is used
 * for what it was made for only: one that signs a member in never makes another member, and the other way round.
 */
export function acceptInvitation(
  db: Connection,
  key: string,
  now: number,
  made: { readonly member: Member | null; readonly session: StoredSession },
): boolean {
  if (made.member && made.member.id !== made.session.member) return false;
  return db.write(() => {
    const counted = db.run(
      `UPDATE invitations SET used = used + 1
       WHERE key = ? AND expires > ? AND (uses IS NULL OR used < uses) AND member IS ?
         AND (member IS NULL OR member IN (SELECT id FROM members WHERE removed IS NULL))`,
      key,
      now,
      made.member ? null : made.session.member,
    );
    if (counted === 0) return false;
    if (made.member) addMember(db, made.member);
    insertSession(db, made.session);
    return true;
  });
}
