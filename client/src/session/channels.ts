import {
  CLOSE_CODES,
  CREDIT_STEP_BYTES,
  closeFrame,
  creditFrame,
  dataFrame,
  FRAME,
  type Frame,
  MAX_ANSWER_BYTES,
  MAX_CHANNELS,
  MAX_FRAME_BYTES,
  MAX_PART_BYTES,
  openFrame,
  Parts,
  readClose,
  writeFrames,
} from "@apostil/shared/protocol";
import { gather } from "./gather.ts";
import { Upstream } from "./upstream.ts";
import type { Carrier, VirtualSocket } from "./virtual-socket.ts";

/** A handler of y-websocket's threw: that room comes again, the others do not notice (RFC 6455, 7.4.1). */
const BROKEN = 1011;
/** Bytes that may wait in the browser's socket before a large message goes on: a tenth of a second of a slow uplink. */
const MAX_UNSENT_BYTES = 65_536;

/** The physical socket, as the channels see it. */
export type Transmit = {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** Bytes that the browser has not sent so far. */
  buffered(): number;
};

/** The channels of a link: numbers virtual sockets, carries their messages, and hands out what comes for them. */
export class Channels implements Carrier {
  readonly #sockets = new Map<number, VirtualSocket>();
  readonly #numbers = new Map<VirtualSocket, number>();
  /** Sockets that wait for a link to be opened on. */
  readonly #waiting = new Set<VirtualSocket>();
  readonly #upstream = new Upstream();
  readonly #parts = new Parts({ bytes: MAX_ANSWER_BYTES, messages: MAX_CHANNELS });
  /** Bytes of a channel that were taken and not told as credit. */
  readonly #taken = new Map<number, number>();
  readonly #pause: (run: () => void) => void;
  #transmit: Transmit | null = null;
  #isPlanned = false;
  #next = 1;

  /** @param pause runs it in a moment: as soon as a full socket may have room again */
  constructor(pause: (run: () => void) => void) {
    this.#pause = pause;
  }

  /** The link is up: what waited is opened. */
  up(transmit: Transmit): void {
    this.#transmit = transmit;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const socket of waiting) this.openChannel(socket);
  }

  /** The link is gone, and every channel with it. */
  down(code: number, reason: string): void {
    this.#transmit = null;
    const lost = [...this.#sockets.values()];
    for (const channel of this.#sockets.keys()) this.#drop(channel);
    this.#upstream.clear();
    this.#sockets.clear();
    this.#numbers.clear();
    for (const socket of lost) socket.ended(code, reason);
  }

  /** A frame of the server. One for a channel that was closed meanwhile is late, not wrong. */
  receive({ channel, kind, payload }: Frame): void {
    const socket = this.#sockets.get(channel);
    if (!socket) return;
    try {
      if (kind === FRAME.data || kind === FRAME.part) this.#take(channel, socket, kind, payload);
      else if (kind === FRAME.open) socket.opened();
      else if (kind === FRAME.close) this.#endedByServer(socket, payload);
    } catch (error) {
      console.error(`Room ${socket.room} could not take a message`, error);
      this.#giveUp(socket, BROKEN, "could not take a message");
    }
  }

  /** Gives credit back for what was taken, once it was: a page that is slow to draw slows the server down. */
  #take(channel: number, socket: VirtualSocket, kind: number, payload: Uint8Array): void {
    const message = kind === FRAME.part ? this.#parts.take(channel, payload) : payload;
    if (message) socket.receive(message);
    if (!this.#sockets.has(channel)) return;
    const taken = (this.#taken.get(channel) ?? 0) + payload.length;
    this.#taken.set(channel, taken >= CREDIT_STEP_BYTES ? 0 : taken);
    if (taken >= CREDIT_STEP_BYTES) this.#post(creditFrame(channel, taken));
  }

  openChannel(socket: VirtualSocket): void {
    if (!this.#transmit) {
      this.#waiting.add(socket);
      return;
    }
    const channel = this.#next++;
    this.#sockets.set(channel, socket);
    this.#numbers.set(socket, channel);
    this.#post(openFrame(channel, socket.room));
  }

  sendOn(socket: VirtualSocket, message: Uint8Array): void {
    const channel = this.#numbers.get(socket);
    if (channel === undefined) return;
    if (message.length <= MAX_PART_BYTES && !this.#upstream.isLarge(channel))
      this.#post(dataFrame(channel, message));
    else if (message.length <= MAX_FRAME_BYTES) this.#postLarge(channel, message);
    // The server would say the same, but a physical message of that size would cost every other room its link.
    else queueMicrotask(() => this.#giveUp(socket, CLOSE_CODES.tooLarge, "too large"));
  }

  closeChannel(socket: VirtualSocket): void {
    this.#waiting.delete(socket);
    const channel = this.#forget(socket);
    if (channel !== undefined) this.#post(closeFrame(channel, CLOSE_CODES.normal));
  }

  /** Sends all that is gathered, without waiting for the end of the tick or for the socket. */
  readonly flush = (): void => this.#flush(Number.POSITIVE_INFINITY);

  /** Small frames first; of the large messages as much as the socket takes without holding the next small ones up. */
  #flush(most: number): void {
    const transmit = this.#transmit;
    if (!transmit) return;
    const frames = this.#upstream.next(Math.max(0, most - transmit.buffered()));
    for (const message of gather(frames)) transmit.send(writeFrames(message));
    if (!this.#upstream.isEmpty() && !this.#isPlanned) this.#plan(this.#pause);
  }

  /** Frames of one tick travel in one physical message. */
  #post(frame: Frame): void {
    if (!this.#transmit) return;
    // a pause that large messages make is not for small frames to wait for
    if (!this.#upstream.hasSmall()) queueMicrotask(() => this.#flush(MAX_UNSENT_BYTES));
    this.#upstream.add(frame);
  }

  #postLarge(channel: number, message: Uint8Array): void {
    if (!this.#transmit) return;
    this.#upstream.addLarge(channel, message);
    if (!this.#isPlanned) this.#plan(queueMicrotask);
  }

  #plan(when: (run: () => void) => void): void {
    this.#isPlanned = true;
    when(() => {
      this.#isPlanned = false;
      this.#flush(MAX_UNSENT_BYTES);
    });
  }

  #drop(channel: number): void {
    this.#upstream.drop(channel);
    this.#parts.drop(channel);
    this.#taken.delete(channel);
  }

  #endedByServer(socket: VirtualSocket, payload: Uint8Array): void {
    const { code, reason } = readClose(payload);
    this.#forget(socket);
    socket.ended(code, reason);
  }

  #giveUp(socket: VirtualSocket, code: number, reason: string): void {
    const channel = this.#forget(socket);
    if (channel === undefined) return;
    this.#post(closeFrame(channel, CLOSE_CODES.normal));
    socket.ended(code, reason);
  }

  #forget(socket: VirtualSocket): number | undefined {
    const channel = this.#numbers.get(socket);
    if (channel === undefined) return undefined;
    this.#numbers.delete(socket);
    this.#sockets.delete(channel);
    this.#drop(channel);
    return channel;
  }
}
