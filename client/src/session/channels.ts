import {
  CLOSE_CODES,
  closeFrame,
  dataFrame,
  FRAME,
  type Frame,
  MAX_FRAME_BYTES,
  openFrame,
  readClose,
  writeFrames,
} from "@apostil/shared/protocol";
import { gather } from "./gather.ts";
import type { Carrier, VirtualSocket } from "./virtual-socket.ts";

/** A handler of y-websocket's threw: that room comes again, the others do not notice (RFC 6455, 7.4.1). */
const BROKEN = 1011;

/** The channels of a link: numbers virtual sockets, carries their messages, and hands out what comes for them. */
export class Channels implements Carrier {
  readonly #sockets = new Map<number, VirtualSocket>();
  readonly #numbers = new Map<VirtualSocket, number>();
  /** Sockets that wait for a link to be opened on. */
  readonly #waiting = new Set<VirtualSocket>();
  #transmit: ((bytes: Uint8Array<ArrayBuffer>) => void) | null = null;
  #queue: Frame[] = [];
  #next = 1;

  /** The link is up: what waited is opened. */
  up(transmit: (bytes: Uint8Array<ArrayBuffer>) => void): void {
    this.#transmit = transmit;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const socket of waiting) this.openChannel(socket);
  }

  /** The link is gone, and every channel with it. */
  down(code: number, reason: string): void {
    this.#transmit = null;
    this.#queue = [];
    const lost = [...this.#sockets.values()];
    this.#sockets.clear();
    this.#numbers.clear();
    for (const socket of lost) socket.ended(code, reason);
  }

  /** A frame of the server. One for a channel that was closed meanwhile is late, not wrong. */
  receive({ channel, kind, payload }: Frame): void {
    const socket = this.#sockets.get(channel);
    if (!socket) return;
    try {
      if (kind === FRAME.data) socket.receive(payload);
      else if (kind === FRAME.open) socket.opened();
      else if (kind === FRAME.close) this.#endedByServer(socket, payload);
    } catch (error) {
      console.error(`Room ${socket.room} could not take a message`, error);
      this.#giveUp(socket, BROKEN, "could not take a message");
    }
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
    if (message.length <= MAX_FRAME_BYTES) this.#post(dataFrame(channel, message));
    // The server would say the same, but a physical message of that size would cost every other room its link.
    else queueMicrotask(() => this.#giveUp(socket, CLOSE_CODES.tooLarge, "too large"));
  }

  closeChannel(socket: VirtualSocket): void {
    this.#waiting.delete(socket);
    const channel = this.#forget(socket);
    if (channel !== undefined) this.#post(closeFrame(channel, CLOSE_CODES.normal));
  }

  /** Sends what is gathered, without waiting for the end of the tick. */
  readonly flush = (): void => {
    const frames = this.#queue;
    this.#queue = [];
    for (const message of gather(frames)) this.#transmit?.(writeFrames(message));
  };

  /** Frames of one tick travel in one physical message. */
  #post(frame: Frame): void {
    if (!this.#transmit) return;
    this.#queue.push(frame);
    if (this.#queue.length === 1) queueMicrotask(this.flush);
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
    return channel;
  }
}
