import type { RoomName } from "@apostil/shared/protocol";

/** What a virtual socket asks of the link that carries it. */
export type Carrier = {
  /** Open a channel for this socket, now or once the link is there. */
  openChannel(socket: VirtualSocket): void;
  sendOn(socket: VirtualSocket, message: Uint8Array): void;
  /** The page closes the channel. */
  closeChannel(socket: VirtualSocket): void;
};

/** What a room wants to know of its sockets, in the order in which it happens. */
export type SocketWatch = {
  /** Before the first message goes out. */
  opened(): void;
  /** Before this message goes out. */
  sent(message: Uint8Array): void;
  /** Whoever closed it; once, and only when it was open. */
  closed(): void;
};

type Handler<Event> = ((event: Event) => void) | null;

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

/** One room's channel as a WebSocket: as much of one as `y-websocket` uses. */
export class VirtualSocket {
  onopen: Handler<Event> = null;
  onmessage: Handler<{ readonly data: Uint8Array }> = null;
  onclose: Handler<{ readonly code: number; readonly reason: string; readonly wasClean: boolean }> = null;
  onerror: Handler<Event> = null;
  binaryType: BinaryType = "arraybuffer";
  readyState = CONNECTING;
  readonly OPEN = OPEN;
  readonly room: RoomName;
  readonly #carrier: Carrier;
  readonly #watch: SocketWatch;

  constructor(room: RoomName, carrier: Carrier, watch: SocketWatch) {
    this.room = room;
    this.#carrier = carrier;
    this.#watch = watch;
    // y-websocket sets its handlers after the constructor returns.
    queueMicrotask(() => {
      if (this.readyState === CONNECTING) carrier.openChannel(this);
    });
  }

  /** The server opened the channel. */
  opened(): void {
    if (this.readyState !== CONNECTING) return;
    this.readyState = OPEN;
    this.#watch.opened();
    this.onopen?.(new Event("open"));
  }

  /** A message of the room came. */
  receive(data: Uint8Array): void {
    if (this.readyState === OPEN) this.onmessage?.({ data });
  }

  /** The server closed the channel, or the link under it is gone. */
  ended(code: number, reason: string): void {
    if (!this.#end()) return;
    this.onclose?.({ code, reason, wasClean: code === 1000 });
  }

  send(message: Uint8Array): void {
    if (this.readyState !== OPEN) return;
    this.#watch.sent(message);
    this.#carrier.sendOn(this, message);
  }

  close(): void {
    if (this.#end()) this.#carrier.closeChannel(this);
  }

  #end(): boolean {
    if (this.readyState === CLOSED) return false;
    const wasOpen = this.readyState === OPEN;
    this.readyState = CLOSED;
    if (wasOpen) this.#watch.closed();
    return true;
  }
}
