import type {
  Annotation,
  AnnotationFields,
  AnnotationId,
  AnnotationPatch,
  MemberId,
} from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import type { Actor } from "../store/store.ts";

/**
 * The port to the engine: the only writer of rooms. `core.ts` is the engine itself, over a store; `host.ts` runs it in
 * a worker thread behind this same port, and the CLI runs it in its own process.
 */
export interface Engine {
  /**
   * The one door for annotations. Resolves when the change is on disk.
   * @throws Problem notAllowed, notFound, gone, taken, invalid, quoteNotFound, quoteAmbiguous, notSaved
   */
  annotate(actor: Actor, room: RoomKey, command: AnnotationCommand): Promise<AnnotateResult>;
  /**
   * Fills a room that nobody wrote in from an import: annotations as they claim to be, and the note's Yjs bytes.
   * @returns how many annotations are new; ids that the room has are left alone
   * @throws Problem invalid, notSaved
   */
  restoreRoom(actor: Actor, room: RoomKey, content: RoomContent): Promise<number>;
  /** The room's committed state as one Yjs update, for export. */
  state(room: RoomKey): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type AnnotationCommand =
  /** `suggested`: made by key words; only the server itself says so. */
  | {
      readonly kind: "create";
      readonly id: AnnotationId;
      readonly fields: AnnotationFields;
      readonly suggested?: boolean;
    }
  | { readonly kind: "patch"; readonly id: AnnotationId; readonly patch: AnnotationPatch }
  | { readonly kind: "remove"; readonly id: AnnotationId };

/** `created` is false for a repeated POST, a patch and a removal; `annotation` is `null` after a removal. */
export type AnnotateResult = { readonly created: boolean; readonly annotation: Annotation | null };

export type RoomContent = {
  readonly annotations: readonly Annotation[];
  /** Yjs update whose `note` is taken when the room's own is empty. */
  readonly note: Uint8Array | null;
};

/** A connection to one room, numbered by the gateway. */
export type ChannelId = number;

/**
 * A room as everybody meets it, from committed state alone: what the gateway needs to let people in without asking
 * again. It holds as long as the room's sequence is `seq`.
 */
export type RoomFace = {
  readonly seq: number;
  /** Everything, as one Yjs update: for who comes with nothing. */
  readonly state: Uint8Array;
  /** State vector. */
  readonly vector: Uint8Array;
  /** What somebody lacks who has all structs: no structs, every deletion. A replica that is up to date sends the same. */
  readonly nothing: Uint8Array;
};

/** Who writes through a channel, when the engine first hears of it. */
export type Opening = {
  readonly actor: Actor;
  /** May write the note. */
  readonly write: boolean;
  /** Sync frames of the channel that the gateway has settled by itself: they had no effect. */
  readonly frames: number;
  /** One of them was the step 2. */
  readonly stepped: boolean;
};

/** What the gateway asks of the engine for the connections of rooms, besides {@link Engine}. */
export interface RoomEngine extends Engine {
  /** Sends what follows to `events`; once, before the first {@link look}. */
  listen(events: RoomEvents): void;
  /**
   * Asks for the room's face; from now on its commits are told, until {@link leave}.
   * @param after the sequence that the gateway has told of already; what was committed since is told before the face
   */
  look(room: RoomKey, after: number | null): void;
  /** Nobody is in the room any more. */
  leave(room: RoomKey): void;
  /** Answers with what a client with this state vector lacks. Refused when its copy is ahead with what is not its own. */
  difference(channel: ChannelId, room: RoomKey, member: MemberId, vector: Uint8Array): void;
  /** Answers with all that was committed after this sequence, as one update. */
  since(channel: ChannelId, room: RoomKey, after: number): void;
  /** Before the channel's first {@link update}; who only reads is never opened. */
  open(channel: ChannelId, room: RoomKey, opening: Opening): void;
  /** Role, delegation or session of an open channel's actor changed, and it stays open. */
  setAccess(channel: ChannelId, actor: Actor, write: boolean): void;
  /** A step 2 or an update of the client; the engine counts them for `saved`. */
  update(channel: ChannelId, update: Uint8Array, step2: boolean): void;
  closed(channel: ChannelId): void;
  /** Who writes under this Yjs client id in the room; `null` while nobody does. */
  ownerOf(room: RoomKey, client: number): Promise<MemberId | null>;
}

/** Comes in the order of the commits; a face or an answer takes the sequence that it names in the same order. */
export interface RoomEvents {
  /** The room as it is now; `null` when it cannot be read just now. */
  face(room: RoomKey, face: RoomFace | null): void;
  /** Send this step 2; the channel now has everything up to `seq` and gets `seq + 1` next. */
  answer(channel: ChannelId, seq: number, update: Uint8Array): void;
  /** These updates of the room are on disk: relay each to all of its channels whose cursor is just before, but its own. */
  committed(room: RoomKey, updates: readonly CommittedUpdate[]): void;
  /** The first `frames` sync frames of the channel are committed. */
  saved(channel: ChannelId, frames: number): void;
  /** Close the channel. */
  refused(channel: ChannelId, code: number, reason: string): void;
  /** Another process has written members, sessions or texts: read them again. */
  changedOutside(): void;
  /**
   * The engine began anew: what it had not acknowledged is lost to it. Channels that wait for a `saved` must come again;
   * every room must be looked at again.
   */
  restarted(): void;
  /** The engine is gone and cannot come back: every channel must close and try later. */
  failed(error: Error): void;
}

/** `channel`: whose it is; `null` for the server's own and those of other processes. */
export type CommittedUpdate = {
  readonly seq: number;
  readonly update: Uint8Array;
  readonly channel: ChannelId | null;
};
