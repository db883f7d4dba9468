import type { MemberId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import type { Actor } from "../store/store.ts";
import type { AnnotateResult, AnnotationCommand, ChannelId, RoomContent } from "./engine.ts";

/** What waits at the engine's door, in the order in which it came. */
export type Input =
  | {
      readonly kind: "open";
      readonly channel: ChannelId;
      readonly room: RoomKey;
      readonly actor: Actor;
      readonly write: boolean;
    }
  | { readonly kind: "access"; readonly channel: ChannelId; readonly actor: Actor; readonly write: boolean }
  | { readonly kind: "step1"; readonly channel: ChannelId; readonly vector: Uint8Array }
  | UpdateInput
  | { readonly kind: "closed"; readonly channel: ChannelId }
  | CommandInput
  | RestoreInput
  | { readonly kind: "state"; readonly room: RoomKey; readonly answer: Answer<Uint8Array> }
  | {
      readonly kind: "owner";
      readonly room: RoomKey;
      readonly client: number;
      readonly answer: Answer<MemberId | null>;
    };

/** What may have to be done again, because another process wrote the room first. */
export type Retryable = UpdateInput | CommandInput | RestoreInput;

export type UpdateInput = {
  readonly kind: "update";
  readonly channel: ChannelId;
  readonly update: Uint8Array;
  readonly step2: boolean;
  /** Its number among the channel's sync frames, from 1. */
  readonly frame: number;
  readonly attempt: number;
};

export type CommandInput = {
  readonly kind: "annotate";
  readonly actor: Actor;
  readonly room: RoomKey;
  readonly command: AnnotationCommand;
  readonly answer: Answer<AnnotateResult>;
  readonly attempt: number;
};

export type RestoreInput = {
  readonly kind: "restore";
  readonly actor: Actor;
  readonly room: RoomKey;
  readonly content: RoomContent;
  readonly answer: Answer<number>;
  readonly attempt: number;
};

export type Answer<T> = { readonly resolve: (value: T) => void; readonly reject: (error: Error) => void };
