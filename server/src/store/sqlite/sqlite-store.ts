import { FIRST_WRITER_ID } from "@apostil/shared/protocol";
import { type AuditEntry, type Store, StoreError } from "../store.ts";
import { commit } from "./commit.ts";
import type { Connection } from "./connection.ts";
import { asStoreError, withStoreErrors } from "./errors.ts";
import { IN_MEMORY, takeServingLock } from "./file.ts";
import * as folds from "./fold.ts";
import * as invitations from "./invitations.ts";
import { openConnection } from "./open.ts";
import * as people from "./people.ts";
import * as rooms from "./rooms.ts";
import * as summaries from "./summaries.ts";
import * as texts from "./texts.ts";

export type SqliteOptions = {
  /** The database's file, made with its folder when missing; `:memory:` for tests. */
  readonly path: string;
  /**
   * Whether this is to be the one process that serves the store. The CLI opens with `false`, reads and writes beside a
   * running server.
   */
  readonly serve: boolean;
};

/**
 * The store in one SQLite file. Its calls block the thread for as long as the disk takes: open it in a worker, or in a
 * process that serves nobody.
 * @throws StoreError `locked`, `newer`, `unavailable`
 */
export function openSqliteStore({ path, serve }: SqliteOptions): Promise<Store> {
  return withStoreErrors(async () => {
    const lock = serve && path !== IN_MEMORY ? takeServingLock(path) : null;
    try {
      const connection = await openConnection(path);
      // the serving process writes back between commits (`checkpoint`), so that none of them waits for it
      if (lock) connection.script("PRAGMA wal_autocheckpoint = 0");
      return makeStore(connection, () => lock?.release());
    } catch (cause) {
      lock?.release();
      throw cause;
    }
  });
}

/** The port over the modules beside this one: each method is one of their functions, its errors made StoreErrors. */
function makeStore(db: Connection, release: () => void): Store {
  let open = true;
  const on =
    <Args extends readonly unknown[], Result>(work: (db: Connection, ...args: Args) => Result) =>
    async (...args: Args): Promise<Result> => {
      if (!open) throw new StoreError("unavailable", "The store is closed.");
      try {
        return work(db, ...args);
      } catch (cause) {
        throw asStoreError(cause);
      }
    };
  return {
    generation: on(generation),
    allotWriterId: on(allotWriterId),
    dataVersion: on(dataVersion),
    audit: on(audit),
    close: async () => {
      open = false;
      db.close();
      release();
    },

    loadRoom: on(rooms.loadRoom),
    updatesAfter: on(rooms.updatesAfter),
    roomSequences: on(rooms.roomSequences),
    commit: on(commit),
    fold: on(folds.fold),
    checkpoint: on(checkpoint),
    history: on(folds.history),
    pastHistory: on(folds.pastHistory),
    dropHistory: on(folds.dropHistory),
    annotations: on(rooms.annotations),
    annotationRow: on(rooms.annotationRow),
    roomsOfText: on(rooms.roomsOfText),

    roomFacts: on(summaries.roomFacts),
    readMarks: on(summaries.readMarks),
    markRead: on(summaries.markRead),

    addText: on(texts.addText),
    text: on(texts.text),
    texts: on(texts.texts),
    textSource: on(texts.textSource),
    codebook: on(texts.codebook),
    setCodebook: on(texts.setCodebook),

    members: on(people.members),
    member: on(people.member),
    delegations: on(people.delegations),
    addDelegation: on(people.addDelegation),
    addMember: on(people.addMember),
    changeMember: on(people.changeMember),
    removeMember: on((db, id) => people.removeMember(db, id, Date.now())),

    addSession: on(people.addSession),
    session: on(people.session),
    endSession: on(people.endSession),

    addInvitation: on(invitations.addInvitation),
    invitations: on(invitations.invitations),
    invitation: on(invitations.invitation),
    removeInvitation: on(invitations.removeInvitation),
    acceptInvitation: on(invitations.acceptInvitation),
  };
}

function generation(db: Connection): string {
  const row = db.first<{ value: string }>("SELECT value FROM meta WHERE key = 'generation'");
  if (!row) throw new Error("its generation is missing");
  return row.value;
}

/** Counted in the store, in a transaction of its own: a number that was given out is never given out again. */
function allotWriterId(db: Connection): number {
  const row = db.first<{ value: number }>(
    `INSERT INTO meta (key, value) VALUES ('writers', 1)
     ON CONFLICT (key) DO UPDATE SET value = value + 1 RETURNING value`,
  );
  if (!row) throw new Error("no writer id could be allotted");
  return FIRST_WRITER_ID + row.value;
}

/** Of SQLite itself: changes with the commits of all connections but this one. */
const dataVersion = (db: Connection): number =>
  db.first<{ data_version: number }>("PRAGMA data_version")?.data_version ?? 0;

/** What readers and writers do not hold up: nobody waits for it. */
function checkpoint(db: Connection): void {
  db.script("PRAGMA wal_checkpoint(PASSIVE)");
}

function audit(db: Connection, { time, member, action, detail }: AuditEntry): void {
  db.run(
    "INSERT INTO audit (time, member, action, detail) VALUES (?, ?, ?, ?)",
    time,
    member,
    action,
    detail,
  );
}
