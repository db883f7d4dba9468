import type { MemberId } from "@apostil/shared/model";
import type { CloseReason, RoomKey } from "@apostil/shared/protocol";
import type { Viewer } from "../people/people.ts";
import type { Participant } from "./awareness.ts";
import { MAX_QUESTIONS, WINDOW_MS } from "./limits.ts";
import { Rate } from "./rate.ts";

/** How a session reaches its client: a stock socket, or a channel of a link. */
export type Line = {
  /** Once, before the first message. */
  opened(): void;
  /** What must arrive, in its order: a vector, an answer. */
  send(message: Uint8Array): void;
  /**
   * What somebody who does not read may miss: a live update, presence.
   * @returns `false` when it was not taken; the hub's `resume` is called when there is room again
   */
  offer(message: Uint8Array): boolean;
  /** Whether it should be asked to carry anything more just now. */
  isBusy(): boolean;
  /** This many sync frames are committed; only the newest number counts. */
  saved(frames: number): void;
  close(code: number, reason: string): void;
  /** Whether the client understands `saved`: stock clients print an error at it. */
  readonly tellsSaved: boolean;
};

/**
 * A connection to one room.
 * - `joining`: its rights are being looked up; what comes meanwhile waits.
 * - `live`: in the room.
 * - `closed`: nothing goes in or out any more.
 */
export type SessionState =
  | { readonly kind: "joining"; readonly early: Uint8Array[] }
  | { readonly kind: "live"; readonly room: RoomKey }
  | { readonly kind: "closed" };

/** Whoever a socket was opened for: one for all rooms of a link, with the rights that they have now. */
export type Visitor = {
  viewer: Viewer;
  /** The session has ended: the socket is of no use any more. */
  readonly dismiss: () => void;
  /** Role or delegation are others than before. */
  readonly reconsidered?: () => void;
  /** Differences asked for, of all its sessions. */
  asks: number;
  /** Its sessions that go on when there is room again. */
  readonly waiting: Set<RoomSession>;
};

export class RoomSession implements Participant {
  readonly id: number;
  readonly line: Line;
  /** As the client named it. */
  readonly name: string;
  readonly visitor: Visitor;
  #questions: Rate | null = null;
  state: SessionState = { kind: "joining", early: [] };
  /** May write the note. */
  write = false;
  /** Sync frames that came. */
  frames = 0;
  /** How many of the first of them are committed, or had no effect. */
  settled = 0;
  /** Its step 2 came. */
  stepped = false;
  /** The engine knows it: from its first frame on that may have an effect. */
  isOpen = false;
  /** Differences that it asked the engine for, which have not come. */
  asks = 0;
  /** The last sequence that was handed to its line; `null` until its first answer. */
  cursor: number | null = null;
  /** It missed an update after its cursor, and waits for one difference. */
  isBehind = false;
  /** Vector of the newest step 1 that could not be answered so far. */
  question: Uint8Array | null = null;

  constructor(id: number, line: Line, name: string, visitor: Visitor) {
    this.id = id;
    this.line = line;
    this.name = name;
    this.visitor = visitor;
  }

  get viewer(): Viewer {
    return this.visitor.viewer;
  }

  get member(): MemberId {
    return this.visitor.viewer.member.id;
  }

  /** News of presence, which the client may miss while it does not read. */
  tell(message: Uint8Array): boolean {
    const taken = this.line.offer(message);
    if (!taken) this.visitor.waiting.add(this);
    return taken;
  }

  get room(): RoomKey | null {
    return this.state.kind === "live" ? this.state.room : null;
  }

  /** Whether it may ask for the whole room now: a step 1 of a few bytes may be answered by a megabyte. */
  mayAsk(now: number): boolean {
    this.#questions ??= new Rate(MAX_QUESTIONS, WINDOW_MS);
    return this.#questions.allows(1, now);
  }

  /**
   * Whether the update with this sequence is the next that the client lacks. `gap` when one before it was missed, which
   * a stock client would never notice.
   */
  meets(seq: number): "next" | "known" | "gap" {
    if (this.isBehind || this.cursor === null || seq <= this.cursor) return "known";
    return seq > this.cursor + 1 ? "gap" : "next";
  }

  /** The client has everything up to here, or it is on its way. */
  answered(seq: number): void {
    this.cursor = Math.max(seq, this.cursor ?? 0);
    this.isBehind = false;
  }
}

/** Why a room is not open to somebody. */
export type Denial = { readonly reason: CloseReason; readonly why: string };
