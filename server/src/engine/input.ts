import type { MemberId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import type { Actor } from "../store/store.ts";
import type { AnnotateResult, AnnotationCommand, ChannelId, Opening, RoomContent } from "./engine.ts";

/** What waits at the engine's door, in the order in which it came. */
export type Input =
  | {
      readonly kind: "open";
      readonly channel: ChannelId;
      readonly room: RoomKey;
      readonly opening: Opening;
    }
  | { readonly kind: "access"; readonly channel: ChannelId; readonly actor: Actor; readonly write: boolean }
  | UpdateInput
  | { readonly kind: "closed"; readonly channel: ChannelId }
  | CommandInput
  | RestoreInput
  | { readonly kind: "leave"; readonly room: RoomKey }
  | Question
  /** Housekeeping: it must not meet a group on its way to the disk. */
  | { readonly kind: "chore"; readonly run: () => Promise<void>; readonly answer: Answer<void> };

/** Answered after the commit of its group, from what is on disk. */
export type Question =
  | { readonly kind: "look"; readonly room: RoomKey; readonly after: number | null }
  | {
      readonly kind: "difference";
      readonly channel: ChannelId;
      readonly room: RoomKey;
      readonly member: MemberId;
      readonly vector: Uint8Array;
    }
  | {
      readonly kind: "since";
      readonly channel: ChannelId;
      readonly room: RoomKey;
      readonly after: number;
    }
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
