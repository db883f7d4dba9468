import type { CloseReason, RoomKey } from "@apostil/shared/protocol";
import type { Viewer } from "../people/people.ts";
import { MAX_QUESTIONS, WINDOW_MS } from "./limits.ts";
import { Rate } from "./rate.ts";

/** How a session reaches its client: a stock socket, or a channel of a link. */
export type Line = {
  /** Once, before the first message. */
  opened(): void;
  send(message: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Whether the client understands `saved`: stock clients print an error at it. */
  readonly tellsSaved: boolean;
};

/**
 * A connection to one room.
 * - `joining`: its rights are being looked up; what comes meanwhile waits.
 * - `live`: in the room. Its cursor is the last sequence that it was sent; `null` until its first answer.
 * - `closed`: nothing goes in or out any more.
 */
export type SessionState =
  | { readonly kind: "joining"; readonly early: Uint8Array[] }
  | { readonly kind: "live"; readonly room: RoomKey; readonly cursor: number | null }
  | { readonly kind: "closed" };

/** Whoever a socket was opened for: one for all rooms of a link, with the rights that they have now. */
export type Visitor = {
  viewer: Viewer;
  /** The session has ended: the socket is of no use any more. */
  readonly dismiss: () => void;
  /** Role or delegation are others than before. */
  readonly reconsidered?: () => void;
};

export class RoomSession {
  readonly id: number;
  readonly line: Line;
  /** As the client named it. */
  readonly name: string;
  readonly visitor: Visitor;
  /** A step 1 of a few bytes may be answered by a megabyte. */
  readonly questions = new Rate(MAX_QUESTIONS, WINDOW_MS);
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
  /** It asked the engine for a difference, which has not come. */
  asks = 0;

  constructor(id: number, line: Line, name: string, visitor: Visitor) {
    this.id = id;
    this.line = line;
    this.name = name;
    this.visitor = visitor;
  }

  get viewer(): Viewer {
    return this.visitor.viewer;
  }

  get room(): RoomKey | null {
    return this.state.kind === "live" ? this.state.room : null;
  }

  /**
   * Whether the update with this sequence is the next that the client lacks. `gap` when one before it was missed, which
   * a stock client would never notice.
   */
  advance(seq: number): "next" | "known" | "gap" {
    if (this.state.kind !== "live" || this.state.cursor === null || seq <= this.state.cursor) return "known";
    if (seq > this.state.cursor + 1) return "gap";
    this.state = { ...this.state, cursor: seq };
    return "next";
  }

  /** The client has everything up to here. */
  answered(seq: number): void {
    if (this.state.kind === "live")
      this.state = { ...this.state, cursor: Math.max(seq, this.state.cursor ?? 0) };
  }
}

/** Why a room is not open to somebody. */
export type Denial = { readonly reason: CloseReason; readonly why: string };
