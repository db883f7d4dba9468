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

/** What the gateway asks of the engine for the connections of rooms, besides {@link Engine}. */
export interface RoomEngine extends Engine {
  /** Sends what follows to `events`; once, before the first {@link open}. */
  listen(events: RoomEvents): void;
  /** `write`: may write the note. A writer is asked for what it has (`vector`), a reader is not. */
  open(channel: ChannelId, room: RoomKey, actor: Actor, write: boolean): void;
  /** Role, delegation or session of the channel's actor changed, and it stays open. */
  setAccess(channel: ChannelId, actor: Actor, write: boolean): void;
  /** The client has this state vector: answer with what it lacks. */
  step1(channel: ChannelId, vector: Uint8Array): void;
  /** A step 2 or an update of the client; the engine counts them for `saved`. */
  update(channel: ChannelId, update: Uint8Array, step2: boolean): void;
  closed(channel: ChannelId): void;
  /** Who writes under this Yjs client id in the room; `null` while nobody does. */
  ownerOf(room: RoomKey, client: number): Promise<MemberId | null>;
}

/** Comes in the order of the commits; an answer takes the sequence that it names in the same order. */
export interface RoomEvents {
  /** Send a step 1 with this committed state vector. */
  vector(channel: ChannelId, vector: Uint8Array): void;
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
  /** The engine is gone and cannot come back: every channel must close and try later. */
  failed(error: Error): void;
}

/** `channel`: whose it is; `null` for the server's own and those of other processes. */
export type CommittedUpdate = {
  readonly seq: number;
  readonly update: Uint8Array;
  readonly channel: ChannelId | null;
};
