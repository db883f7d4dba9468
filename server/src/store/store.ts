import {
  type Annotation,
  type AnnotationId,
  APOSTIL,
  type Codebook,
  type Delegation,
  type Member,
  type MemberId,
  type ParagraphId,
  type Role,
  type Text,
  type TextId,
  type TextSummary,
  type ThemeId,
} from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";

/**
 * The port to what is kept. Every method is asynchronous and takes and gives cloneable data only, so that it can be
 * called across threads. What one method writes is one transaction. Implementations pass `store-contract.ts`.
 *
 * @throws StoreError from any method
 */
export interface Store extends RoomStore, TextStore, PeopleStore, SummaryStore {
  /** Id of this store's history, new after a restore. */
  generation(): Promise<string>;
  /** A Yjs client id for one process that writes annotations: above 2^40, never handed out twice. */
  allotWriterId(): Promise<number>;
  /** A number that changes when another process has written. */
  dataVersion(): Promise<number>;
  /** Appends to the audit log: who did what, without anyone's words. */
  audit(entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}

export type StoreErrorCode =
  /** Another process serves this store. */
  | "locked"
  /** A newer program made it. */
  | "newer"
  /** The disk is full, gone, or refuses. */
  | "unavailable"
  /** A key is taken. */
  | "exists"
  /** A row that must be there is not. */
  | "missing";

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}

export type AuditEntry = {
  readonly time: number;
  readonly member: MemberId | null;
  readonly action: string;
  readonly detail: string;
};

// ── Rooms ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface RoomStore {
  /** Snapshot and the updates behind it, read in one transaction. A room that was never written: sequence 0. */
  loadRoom(room: RoomKey): Promise<StoredRoom>;
  /** Updates with a sequence above `after`, in order, without a hole. */
  updatesAfter(room: RoomKey, after: number): Promise<StoredUpdate[]>;
  /** The sequence of each room that has one; for finding rooms that another process has moved on. */
  roomSequences(rooms: readonly RoomKey[]): Promise<Map<RoomKey, number>>;
  /**
   * Writes a group of rooms in one transaction, on disk when it resolves. A room whose sequence is not `after`, or with
   * an actor whose session or membership is no longer as given, is left out and said so; the others are written.
   */
  commit(batch: readonly RoomCommit[]): Promise<CommitOutcome[]>;
  /**
   * Writes snapshots and packs the log before them. A snapshot that is not newer than the room's own is left out.
   * @throws StoreError when one is ahead of what was committed
   */
  fold(foldings: readonly Folding[]): Promise<void>;
  /** Writes back what waits in a log of the database's own, as far as nobody has to wait for it. */
  checkpoint(): Promise<void>;
  /** All that was written into a room since its history begins, in order, and from what it begins. */
  history(room: RoomKey): Promise<RoomHistory>;
  /** At most that many rooms with packed history that ended before `before`, and the last sequence of it. */
  pastHistory(before: number, most: number): Promise<{ readonly room: RoomKey; readonly last: number }[]>;
  /** Lets the history up to the base's sequence go: from now on it begins with that base. */
  dropHistory(base: Folding): Promise<void>;
  /** Annotations that are not removed, by `created`, then by id. Only of the rooms named: the caller asked the rights. */
  annotations(rooms: readonly RoomKey[]): Promise<Annotation[]>;
  /** One row, removed ones included: `null` when there never was one. */
  annotationRow(room: RoomKey, id: AnnotationId): Promise<AnnotationRow | null>;
  /** Keys of all rooms of a text that hold anything, for export. */
  roomsOfText(text: TextId): Promise<RoomKey[]>;
}

export type StoredUpdate = {
  readonly seq: number;
  readonly member: MemberId;
  /** Milliseconds since 1970, server's clock. */
  readonly time: number;
  readonly bytes: Uint8Array;
};

/** Everything in a room up to `seq` as one Yjs update. */
export type Folding = { readonly room: RoomKey; readonly seq: number; readonly bytes: Uint8Array };

export type RoomHistory = {
  /** `null`: the history begins with the room. */
  readonly base: { readonly seq: number; readonly bytes: Uint8Array } | null;
  readonly updates: readonly StoredUpdate[];
};

export type StoredRoom = {
  readonly seq: number;
  /** Everything up to `seq` of it as one Yjs update; `null` before the first folding. */
  readonly snapshot: { readonly seq: number; readonly bytes: Uint8Array } | null;
  readonly updates: readonly StoredUpdate[];
  /** Which member each Yjs client id belongs to. */
  readonly clients: ReadonlyMap<number, MemberId>;
};

/**
 * Who asks for a write, as known when it was checked. The transaction checks that it still is so: the member is there,
 * not removed and of this version, and the session (when one is named) is theirs and not past at the update's `time`.
 * Nothing is checked for the server's own word, see {@link isServersOwn}.
 */
export type Actor = {
  readonly member: MemberId;
  /** Counts changes of role, delegation and removal, from 1; 0 is no member's. */
  readonly version: number;
  /** Key of the session (never its token); `null` for the server and the CLI, whose word needs no session. */
  readonly session: string | null;
};

/** Apostil itself, for what no person asked for: the first start, imports by the operator, the demo. */
export const SERVER: Actor = { member: APOSTIL.id, version: 0, session: null };

/**
 * Whether this is Apostil itself (`apostil`, `cli`), which has no member's row and no session: version 0, which no
 * member has, and no session. Only code of the server makes such an actor, never anything that came in.
 */
export const isServersOwn = (actor: Actor): boolean => actor.version === 0 && actor.session === null;

export type RoomCommit = {
  readonly room: RoomKey;
  /** The sequence that this builds on. */
  readonly after: number;
  /** Stored as `after + 1`, `after + 2`, … */
  readonly updates: readonly { readonly actor: Actor; readonly time: number; readonly bytes: Uint8Array }[];
  /** Client ids seen for the first time in this room. One that is bound to another member already makes the room `behind`. */
  readonly clients: readonly { readonly client: number; readonly member: MemberId }[];
  /** Annotation rows written whole, in the transaction of their update. */
  readonly annotations: readonly AnnotationRow[];
  /** Whether the note has words after this; left out where the note was not written. */
  readonly note?: boolean;
};

export type CommitOutcome =
  | { readonly room: RoomKey; readonly done: true; readonly seq: number }
  /** Somebody else wrote this room first: read it again, check again. */
  | { readonly room: RoomKey; readonly done: false; readonly reason: "behind" }
  /** These actors are no longer who they were: ask the rights again. */
  | {
      readonly room: RoomKey;
      readonly done: false;
      readonly reason: "actors";
      readonly actors: readonly Actor[];
    };

export type AnnotationRow = {
  readonly room: RoomKey;
  readonly id: AnnotationId;
  /** `null` once it is removed: the words are gone, the id is not. */
  readonly annotation: Annotation | null;
  /** Digest of the fields as first posted: the same again by the same member is no conflict. */
  readonly posted: string;
  readonly creator: MemberId;
};

// ── Summaries ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface SummaryStore {
  /**
   * What the summary of a text is made of: its rooms in one layer (a layer's key), all of them or those of these
   * paragraphs. Rooms that were never written are left out. The caller asked the rights.
   */
  roomFacts(text: TextId, layer: string, paragraphs: readonly ParagraphId[] | null): Promise<StoredFacts[]>;
  readMarks(member: MemberId, text: TextId): Promise<StoredReadMarks>;
  /** Moves marks on, never back. `null`: the whole text. */
  markRead(
    member: MemberId,
    text: TextId,
    upTo: number,
    paragraphs: readonly ParagraphId[] | null,
  ): Promise<void>;
}

export type StoredFacts = {
  readonly paragraph: ParagraphId;
  /** The note has words. */
  readonly note: boolean;
  /** Time of the last update, in milliseconds since 1970; `null` when there is none. */
  readonly changed: number | null;
  /** Annotations that are not removed, in no order. */
  readonly remarks: readonly StoredRemark[];
};

/** An annotation without its words. */
export type StoredRemark = Pick<Annotation, "motivation" | "status"> & {
  /** Of a tagging. */
  readonly theme: ThemeId | null;
  readonly creator: MemberId;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Those that it speaks of, each once. */
  readonly paragraphs: readonly ParagraphId[];
};

/** Up to which `created` a member has read, in milliseconds since 1970. */
export type StoredReadMarks = {
  /** Of the whole text; `null` before the first one. */
  readonly whole: number | null;
  readonly paragraphs: ReadonlyMap<ParagraphId, number>;
};

// ── Texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface TextStore {
  /** @throws StoreError `exists` when the id is taken */
  addText(text: Text, source: TextSource): Promise<void>;
  text(id: TextId): Promise<Text | null>;
  texts(): Promise<TextSummary[]>;
  textSource(id: TextId): Promise<TextSource | null>;
  codebook(): Promise<Codebook>;
  setCodebook(codebook: Codebook): Promise<void>;
}

export type TextSource = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

// ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface PeopleStore {
  members(): Promise<StoredMember[]>;
  member(id: MemberId): Promise<StoredMember | null>;
  delegations(): Promise<Delegation[]>;
  /** @throws StoreError `exists` */
  addDelegation(delegation: Delegation): Promise<void>;
  /** @throws StoreError `exists` */
  addMember(member: Member): Promise<void>;
  /** Raises the version. @throws StoreError `missing` */
  changeMember(
    id: MemberId,
    change: { readonly role?: Role; readonly delegation?: string | null },
  ): Promise<void>;
  /** Ends the sessions too; name and marks stay. @throws StoreError `missing` */
  removeMember(id: MemberId): Promise<void>;

  addSession(session: StoredSession): Promise<void>;
  /** The session of this key with its member: `null` when it is unknown or past, or the member was removed. */
  session(
    key: string,
    now: number,
  ): Promise<{ readonly session: StoredSession; readonly member: StoredMember } | null>;
  endSession(key: string): Promise<void>;

  addInvitation(invitation: StoredInvitation): Promise<void>;
  invitations(): Promise<StoredInvitation[]>;
  invitation(key: string): Promise<StoredInvitation | null>;
  removeInvitation(id: string): Promise<void>;
  /**
   * Uses an invitation: counts it, adds the member (unless it signs an existing one in) and the session,
   * all or nothing. `false` when it is past, removed or used up.
   */
  acceptInvitation(
    key: string,
    now: number,
    made: { readonly member: Member | null; readonly session: StoredSession },
  ): Promise<boolean>;
}

export type StoredMember = Member & {
  readonly version: number;
  /** Milliseconds since 1970; `null` while a member. */
  readonly removed: number | null;
};

export type StoredSession = {
  /** SHA-256 of the token, hexadecimal: the token itself is nowhere kept. */
  readonly key: string;
  readonly member: MemberId;
  readonly kind: "cookie" | "bearer";
  readonly created: number;
  /** Milliseconds since 1970; `null` for tokens of the CLI, which end by removal. */
  readonly expires: number | null;
};

export type StoredInvitation = {
  readonly id: string;
  /** SHA-256 of the token, hexadecimal. */
  readonly key: string;
  readonly role: Role;
  /** Slug. */
  readonly delegation: string | null;
  /** Signs this member in again; `null` to make a new one. */
  readonly member: MemberId | null;
  readonly created: number;
  readonly expires: number;
  readonly used: number;
  /** How often it may be used; `null` for any number. */
  readonly uses: number | null;
};
