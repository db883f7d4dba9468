import { CREDIT_WINDOW_BYTES, FRAME, type FrameKind, MAX_PART_BYTES } from "@apostil/shared/protocol";
import { writeHead } from "./frame-writer.ts";
import { MAX_CHANNEL_WAITING_BYTES } from "./limits.ts";
import type { Line, RoomSession } from "./session.ts";

/** What a channel asks of the link under it. */
export type Outlet = {
  /** Whether the link takes live frames just now. */
  hasRoom(): boolean;
  /** Sends a small frame with those of this turn. */
  add(channel: number, kind: FrameKind, payload: Uint8Array): void;
  /** Something waits in the channel's own queue: it takes part in the turns. */
  queued(channel: Channel): void;
  /** It has a `saved` to tell. */
  hasSaved(channel: Channel): void;
  /** A live frame was not taken. */
  refused(): void;
  /** The channel's end: it takes part in nothing any more. */
  ended(channel: Channel, code: number, reason: string): void;
};

/** One room of a link, on its way out. */
export class Channel implements Line {
  readonly number: number;
  readonly #outlet: Outlet;
  session: RoomSession | null = null;
  /** Bytes that the client has not given back. */
  #owed = 0;
  /** Messages that travel in parts, and what has to stay behind them. References: the bytes are shared. */
  #queue: Uint8Array[] | null = null;
  #queuedBytes = 0;
  /** Where the first of them goes on. */
  #at = 0;
  /** Newest number to tell; 0 for none. */
  #saved = 0;

  constructor(number: number, outlet: Outlet) {
    this.number = number;
    this.#outlet = outlet;
  }

  get tellsSaved(): boolean {
    return true;
  }
  /** Whether it takes part in the turns. */
  get waits(): boolean {
    return this.#queue !== null;
  }
  get waitingBytes(): number {
    return this.#queuedBytes;
  }
  /** Bytes behind the message whose turn it is: however large that one is, a live update may follow it. */
  get #behindFirst(): number {
    const [first = NOTHING] = this.#queue ?? [];
    return this.#queuedBytes - (first.length - this.#at);
  }
  get hasCredit(): boolean {
    return this.#owed < CREDIT_WINDOW_BYTES;
  }

  opened(): void {
    this.#outlet.add(this.number, FRAME.open, NOTHING);
  }

  send(message: Uint8Array): void {
    const isSmall = message.length <= MAX_PART_BYTES;
    if (isSmall && this.#queue === null && this.hasCredit && this.#outlet.hasRoom()) this.#add(message);
    else this.#enqueue(message);
  }

  offer(message: Uint8Array): boolean {
    const fits =
      this.#queue === null
        ? this.hasCredit && this.#outlet.hasRoom()
        : this.#behindFirst + message.length <= MAX_CHANNEL_WAITING_BYTES;
    if (fits) this.send(message);
    else this.#outlet.refused();
    return fits;
  }

  isBusy(): boolean {
    return this.#queue !== null || !this.hasCredit || !this.#outlet.hasRoom();
  }

  saved(frames: number): void {
    if (this.#saved === 0) this.#outlet.hasSaved(this);
    this.#saved = frames;
  }

  /** The number to tell now. */
  takeSaved(): number {
    const frames = this.#saved;
    this.#saved = 0;
    return frames;
  }

  close(code: number, reason: string): void {
    this.#queue = null;
    this.#queuedBytes = 0;
    this.#outlet.ended(this, code, reason);
  }

  /** The client has taken this much. */
  credit(bytes: number): void {
    this.#owed = Math.max(0, this.#owed - bytes);
  }

  /** Writes the next frame of what waits. @returns where it ends */
  writeNext(into: Uint8Array, start: number): number {
    const [message = NOTHING] = this.#queue ?? [];
    if (message.length <= MAX_PART_BYTES) {
      const at = writeHead(into, start, this.number, FRAME.data, message.length);
      into.set(message, at);
      return this.#wrote(message, message.length, at + message.length);
    }
    const piece = message.subarray(this.#at, this.#at + MAX_PART_BYTES);
    const at = writeHead(into, start, this.number, FRAME.part, piece.length + 1);
    into[at] = this.#at + piece.length < message.length ? 1 : 0;
    into.set(piece, at + 1);
    return this.#wrote(message, piece.length, at + 1 + piece.length);
  }

  #wrote(message: Uint8Array, bytes: number, end: number): number {
    this.#owed += bytes;
    this.#queuedBytes -= bytes;
    this.#at += bytes;
    if (this.#at < message.length) return end;
    this.#at = 0;
    this.#queue?.shift();
    if (this.#queue?.length === 0) this.#queue = null;
    return end;
  }

  #add(message: Uint8Array): void {
    this.#owed += message.length;
    this.#outlet.add(this.number, FRAME.data, message);
  }

  #enqueue(message: Uint8Array): void {
    this.#queuedBytes += message.length;
    if (this.#queue !== null) {
      this.#queue.push(message);
      return;
    }
    this.#queue = [message];
    this.#outlet.queued(this);
  }
}

const NOTHING = new Uint8Array(0);
