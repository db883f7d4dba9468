import type { MessagePort } from "node:worker_threads";
import type { MemberId, ProblemCode } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import type { Actor } from "../store/store.ts";
import type {
  AnnotationCommand,
  ChannelId,
  CommittedUpdate,
  Opening,
  RoomContent,
  RoomFace,
} from "./engine.ts";

/**
 * What the main thread and the engine's thread say to each other: cloneable data only, gathered per turn, in order.
 * Both sides import this and nothing else of each other.
 */

export type WorkerData = {
  readonly path: string;
  /** What the engine has in hand, for the watchdog: see `hand.ts`. */
  readonly hand: SharedArrayBuffer;
  /** Digests of updates that held a thread up before. */
  readonly quarantine: readonly string[];
  /** The other end of the store's proxy. */
  readonly storePort: MessagePort;
};

/** The first message of the worker: it is open, or why it is not. */
export type WorkerReady =
  | { readonly ready: true }
  | { readonly ready: false; readonly code: string | null; readonly message: string };

/** `call` numbers a question that {@link ToHost} answers. */
export type ToEngine =
  | { readonly kind: "look"; readonly room: RoomKey; readonly after: number | null }
  | { readonly kind: "leave"; readonly room: RoomKey }
  | {
      readonly kind: "difference";
      readonly channel: ChannelId;
      readonly room: RoomKey;
      readonly member: MemberId;
      readonly vector: Uint8Array;
    }
  | { readonly kind: "since"; readonly channel: ChannelId; readonly room: RoomKey; readonly after: number }
  | { readonly kind: "open"; readonly channel: ChannelId; readonly room: RoomKey; readonly opening: Opening }
  | { readonly kind: "access"; readonly channel: ChannelId; readonly actor: Actor; readonly write: boolean }
  | {
      readonly kind: "update";
      readonly channel: ChannelId;
      readonly update: Uint8Array;
      readonly step2: boolean;
    }
  | { readonly kind: "closed"; readonly channel: ChannelId }
  | {
      readonly kind: "annotate";
      readonly call: number;
      readonly actor: Actor;
      readonly room: RoomKey;
      readonly command: AnnotationCommand;
    }
  | {
      readonly kind: "restore";
      readonly call: number;
      readonly actor: Actor;
      readonly room: RoomKey;
      readonly content: RoomContent;
    }
  | { readonly kind: "state"; readonly call: number; readonly room: RoomKey }
  | { readonly kind: "owner"; readonly call: number; readonly room: RoomKey; readonly client: number }
  | { readonly kind: "close"; readonly call: number };

export type ToHost =
  | { readonly kind: "face"; readonly room: RoomKey; readonly face: RoomFace | null }
  | {
      readonly kind: "answer";
      readonly channel: ChannelId;
      readonly seq: number;
      readonly update: Uint8Array;
    }
  | { readonly kind: "committed"; readonly room: RoomKey; readonly updates: readonly CommittedUpdate[] }
  | { readonly kind: "saved"; readonly channel: ChannelId; readonly frames: number }
  | { readonly kind: "refused"; readonly channel: ChannelId; readonly code: number; readonly reason: string }
  | { readonly kind: "changedOutside" }
  | { readonly kind: "result"; readonly call: number; readonly value: unknown }
  | { readonly kind: "problem"; readonly call: number; readonly code: ProblemCode; readonly detail: string };
