import { type RoomKey, writeStep1, writeStep2 } from "@apostil/shared/protocol";
import type { RoomFace } from "../engine/engine.ts";
import type { RoomSession } from "./session.ts";

/** A session that waits for the room's face: for what it lacks (`vector` is its own), or to be asked what it has. */
export type Waiting =
  | { readonly session: RoomSession; readonly wants: "answer"; readonly vector: Uint8Array }
  | { readonly session: RoomSession; readonly wants: "vector" };

/**
 * A room as the main thread knows it: who is in it, and how it looks to whoever comes. The face holds until the next
 * commit; as long as it does, joining costs the engine nothing.
 */
export class Place {
  readonly key: RoomKey;
  readonly sessions = new Set<RoomSession>();
  /** Up to where commits were told; `null` before the first face. */
  seq: number | null = null;
  #face: RoomFace | null = null;
  #waiting: Waiting[] = [];
  #messages: { whole?: Uint8Array; nothing?: Uint8Array; question?: Uint8Array } = {};

  constructor(key: RoomKey) {
    this.key = key;
  }

  /** `null` when it has to be asked for. */
  get face(): RoomFace | null {
    return this.#face;
  }

  /** What a newcomer is answered: one message for all who come while the face holds. Only where there is a face. */
  get whole(): Uint8Array {
    this.#messages.whole ??= writeStep2(this.#known.state);
    return this.#messages.whole;
  }

  /** What somebody is answered who is up to date. */
  get nothing(): Uint8Array {
    this.#messages.nothing ??= writeStep2(this.#known.nothing);
    return this.#messages.nothing;
  }

  /** Asks a client for what the room lacks. */
  get question(): Uint8Array {
    this.#messages.question ??= writeStep1(this.#known.vector);
    return this.#messages.question;
  }

  get #known(): RoomFace {
    if (!this.#face) throw new Error("The room has no face now");
    return this.#face;
  }

  /** The engine's word: everything up to its sequence was told. */
  show(face: RoomFace): void {
    this.#face = face;
    this.#messages = {};
    this.seq = face.seq;
  }

  /** It looks different now: after a commit, or when the engine began anew. */
  changed(seq: number | null): void {
    this.#face = null;
    this.#messages = {};
    this.seq = seq ?? this.seq;
  }

  /** @returns whether it is the first that waits: then the face must be asked for */
  wait(waiting: Waiting): boolean {
    this.#waiting.push(waiting);
    return this.#waiting.length === 1;
  }

  /** Those who waited, in the order in which they came. */
  served(): readonly Waiting[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }
}

const EMPTY_UPDATE = Uint8Array.of(0, 0);

/**
 * Whether a sync frame brings nothing, as far as can be seen from its bytes: no update at all, or exactly what a replica
 * sends that has all of the room and no more.
 */
export const bringsNothing = (update: Uint8Array, face: RoomFace | null): boolean =>
  sameBytes(update, EMPTY_UPDATE) || (face !== null && sameBytes(update, face.nothing));

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && Buffer.compare(one, other) === 0;
