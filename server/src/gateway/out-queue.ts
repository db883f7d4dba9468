import { closeFrame, FRAME, type FrameKind, LINK_VERSION, writeSaved } from "@apostil/shared/protocol";
import type { Channel, Outlet } from "./channel.ts";
import { HEAD_BYTES, SOCKET_HEAD_BYTES, writeHead } from "./frame-writer.ts";
import { MAX_LINK_WAITING_BYTES, TURN_BYTES } from "./limits.ts";

/** The physical socket under a link. */
export type Wire = {
  isOpen(): boolean;
  /** @param message behind {@link SOCKET_HEAD_BYTES} free bytes; others may be sent the same */
  send(message: Buffer, done?: () => void): void;
  /** Bytes that it has not handed to the network. */
  buffered(): number;
};

export type OutQueueParts = {
  readonly wire: Wire;
  /** There is room again, or credit: who was refused may go on. */
  readonly progress: () => void;
  /** Whether somebody waits for that. */
  readonly isAwaited: () => boolean;
  /** Nothing was taken for `slowMs`, although something waits. */
  readonly tooSlow: () => void;
  readonly slowMs: number;
};

/**
 * All that leaves by a link: one physical message a turn, small frames first, then parts of large messages, of which
 * each channel gets one in its turn. Above the limits it takes nothing live any more, so that a client that does not
 * read costs no more than that; what it misses it gets as one difference.
 */
export class OutQueue implements Outlet {
  readonly #parts: OutQueueParts;
  #channels: number[] = [];
  #kinds: FrameKind[] = [];
  #payloads: Uint8Array[] = [];
  /** Bytes of these frames, heads at their largest. */
  #bytes = 0;
  #ring: Channel[] = [];
  #saved: Channel[] = [];
  #inSocket = 0;
  #isPlanned = false;
  #stuck: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(parts: OutQueueParts) {
    this.#parts = parts;
  }

  /** Bytes that wait here by reference, and in the socket. */
  get waiting(): { readonly here: number; readonly socket: number } {
    const here = this.#ring.reduce((sum, channel) => sum + channel.waitingBytes, this.#bytes);
    return { here, socket: this.#parts.wire.buffered() };
  }

  hasRoom(): boolean {
    return this.#bytes + this.#inSocket < MAX_LINK_WAITING_BYTES;
  }

  add(channel: number, kind: FrameKind, payload: Uint8Array): void {
    this.#channels.push(channel);
    this.#kinds.push(kind);
    this.#payloads.push(payload);
    this.#bytes += payload.length + HEAD_BYTES;
    this.#plan();
  }

  queued(channel: Channel): void {
    this.#ring.push(channel);
    this.#plan();
  }

  hasSaved(channel: Channel): void {
    this.#saved.push(channel);
    this.#plan();
  }

  refused(): void {
    this.#watch();
  }

  ended(channel: Channel, code: number, reason: string): void {
    const at = this.#ring.indexOf(channel);
    if (at >= 0) this.#ring.splice(at, 1);
    this.add(channel.number, FRAME.close, closeFrame(channel.number, code, reason).payload);
  }

  /** A channel has credit again. */
  credited(): void {
    this.#moved();
    if (this.#ring.length > 0) this.#plan();
  }

  /** Nothing leaves any more. */
  close(): void {
    this.#closed = true;
    if (this.#stuck) clearTimeout(this.#stuck);
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    if (due.push(this) === 1) setImmediate(flushDue);
  }

  /** The turn has come that was planned. */
  turn(): void {
    this.#isPlanned = false;
    this.flush();
  }

  /** What can leave leaves now. */
  flush(): void {
    const { wire } = this.#parts;
    if (this.#closed || !wire.isOpen()) return;
    this.#inSocket = wire.buffered();
    if (this.#inSocket >= MAX_LINK_WAITING_BYTES) return this.#watch();
    for (const channel of this.#saved) this.add(channel.number, FRAME.data, writeSaved(channel.takeSaved()));
    this.#saved = [];
    const large = this.#ring.length > 0 ? Math.max(0, TURN_BYTES - this.#inSocket) : 0;
    if (this.#payloads.length > 0 || large > 0) this.#send(this.#message(large));
    if (this.#ring.length > 0) this.#watch();
  }

  #send(message: Buffer): void {
    const { wire, isAwaited } = this.#parts;
    if (message.length <= SOCKET_HEAD_BYTES + 1) return;
    // without news of it nobody would know that there is room again
    const isMuch = this.#inSocket > 0 || message.length >= TURN_BYTES / 2;
    const asks = isMuch || this.#ring.length > 0 || isAwaited();
    wire.send(message, asks ? this.#drained : undefined);
    this.#inSocket = wire.buffered();
  }

  /** Two hundred links get the same update, most on the same channel: it is written once for all of them. */
  #message(large: number): Buffer {
    const [payload, channel = 0, kind] = [this.#payloads[0], this.#channels[0], this.#kinds[0]];
    if (large > 0 || this.#payloads.length !== 1 || !payload) return this.#write(large);
    if (last.payload !== payload || last.channel !== channel || last.kind !== kind)
      last = { payload, channel, kind, message: this.#write(0) };
    else this.#clear();
    return last.message;
  }

  #write(large: number): Buffer {
    const size = SOCKET_HEAD_BYTES + 1 + this.#bytes + (large > 0 ? large + TURN_BYTES / 2 : 0);
    const message = Buffer.allocUnsafe(size);
    message[SOCKET_HEAD_BYTES] = LINK_VERSION;
    let end = this.#writeSmall(message, SOCKET_HEAD_BYTES + 1);
    if (large > 0) end = this.#writeLarge(message, end, end + large);
    return message.subarray(0, end);
  }

  #writeSmall(message: Uint8Array, start: number): number {
    let end = start;
    for (let at = 0; at < this.#payloads.length; at++) {
      const payload = this.#payloads[at] as Uint8Array;
      end = writeHead(
        message,
        end,
        this.#channels[at] as number,
        this.#kinds[at] as FrameKind,
        payload.length,
      );
      message.set(payload, end);
      end += payload.length;
    }
    this.#clear();
    return end;
  }

  #clear(): void {
    this.#channels = [];
    this.#kinds = [];
    this.#payloads = [];
    this.#bytes = 0;
  }

  /** A frame of each channel in its turn, up to `most`; who has no credit lets the others pass. */
  #writeLarge(message: Uint8Array, start: number, most: number): number {
    let end = start;
    let passed = 0;
    while (end < most && passed < this.#ring.length) {
      const channel = this.#ring.shift() as Channel;
      if (channel.hasCredit) {
        end = channel.writeNext(message, end);
        passed = 0;
      } else passed++;
      if (channel.waits) this.#ring.push(channel);
    }
    return end;
  }

  readonly #drained = (): void => {
    if (this.#closed) return;
    const before = this.#inSocket;
    this.#inSocket = this.#parts.wire.buffered();
    if (this.#inSocket < before || this.#inSocket === 0) this.#moved();
    const isCredited = this.#ring.some((channel) => channel.hasCredit);
    if (this.#payloads.length > 0 || this.#saved.length > 0 || isCredited) this.#plan();
  };

  /** Something was taken: who is slow, but reads, is not too slow. */
  #moved(): void {
    if (this.#stuck) {
      clearTimeout(this.#stuck);
      this.#stuck = null;
    }
    if (this.#parts.isAwaited()) this.#parts.progress();
    if (this.#isStuck()) this.#watch();
  }

  #isStuck(): boolean {
    return this.#ring.length > 0 || this.#inSocket >= MAX_LINK_WAITING_BYTES || this.#parts.isAwaited();
  }

  #watch(): void {
    if (this.#stuck || this.#closed) return;
    this.#stuck = setTimeout(() => {
      this.#stuck = null;
      if (this.#isStuck()) this.#parts.tooSlow();
    }, this.#parts.slowMs);
  }
}

/** Queues with something to send in this turn: one wake-up for all. */
let due: OutQueue[] = [];

function flushDue(): void {
  const now = due;
  due = [];
  for (const queue of now) queue.turn();
}

/** The latest physical message of a single small frame. */
let last: {
  readonly payload: Uint8Array | null;
  readonly channel: number;
  readonly kind: FrameKind | undefined;
  readonly message: Buffer;
} = { payload: null, channel: 0, kind: undefined, message: Buffer.alloc(0) };
