import type { TextId } from "@apostil/shared/model";
import {
  CLOSE_CODES,
  FRAME,
  type Frame,
  isFinal,
  MAX_ANSWER_BYTES,
  Parts,
  QUIET_MS,
  type RoomName,
  readFrames,
  textOf,
  watchFrame,
  writeFrames,
} from "@apostil/shared/protocol";
import { type Backoff, waitMs } from "./backoff.ts";
import { Channels } from "./channels.ts";
import type { Clock } from "./clock.ts";
import { Listeners, type Watched } from "./listeners.ts";
import { type SocketWatch, VirtualSocket } from "./virtual-socket.ts";

export type LinkState =
  /** Never up so far, and no attempt failed. */
  | { readonly kind: "starting" }
  /** The server said hello: rooms can be opened. */
  | { readonly kind: "up" }
  /** Lost or not reached; tried again by itself. */
  | { readonly kind: "down" }
  /** The server wants no more of this page: signed out, or the page is of another version. Until {@link Link.resume}. */
  | { readonly kind: "ended"; readonly code: number };

export type LinkOptions = {
  /** `wss://host/link` */
  readonly url: string;
  readonly WebSocket: typeof WebSocket;
  readonly clock: Clock;
  /** Generation of the store that this page has seen. */
  readonly generation: string;
};

/** The first wait is short enough not to be noticed; the longest keeps a person's patience after an outage. */
const REDIAL: Backoff = { firstMs: 250, mostMs: 5_000 };
/** A link that lived this long was a good one: the next loss starts with the shortest wait. */
const STEADY_MS = 1_000;
/** The server says something at least every QUIET_MS; a link silent for that long and a slow network's time is dead. */
const DEAD_MS = QUIET_MS + 5_000;
/** Often enough for a provider, which bears 30 s of silence, and seldom enough for thousands of rooms. */
const ALIVE_MS = 1_000;
/** How soon a full socket is asked again whether it has room: a slow uplink sends 4 kB in that time. */
const FULL_SOCKET_MS = 30;
/** A connection that was lost without a word (RFC 6455, 7.1.5). */
const LOST = 1006;

/** One physical WebSocket that carries all rooms of the page (PROTOCOL.md). Redials by itself, with one timer for all. */
export class Link implements Watched<LinkState> {
  readonly #options: LinkOptions;
  readonly #channels: Channels;
  readonly #parts = new Parts({ bytes: MAX_ANSWER_BYTES, messages: 1 });
  readonly #changes = new Listeners();
  readonly #signs = new Listeners();
  readonly #generations = new Listeners<[generation: string]>();
  #state: LinkState = { kind: "starting" };
  #generation: string;
  #socket: WebSocket | null = null;
  #transmit: ((bytes: Uint8Array<ArrayBuffer>) => void) | null = null;
  #watched: { readonly text: TextId; readonly take: (json: string) => void } | null = null;
  /** Attempts since the last good link. */
  #attempt = 0;
  #upSince = 0;
  #lastSign = 0;
  #cancelDial: (() => void) | null = null;
  #cancelWatchdog: (() => void) | null = null;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#generation = options.generation;
    this.#channels = new Channels((run) => options.clock.later(run, FULL_SOCKET_MS));
  }

  readonly get = (): LinkState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => this.#changes.subscribe(listener);
  /** Something came, which says for every room that the connection lives. At most once in {@link ALIVE_MS}. */
  readonly onAlive = (listener: () => void): (() => void) => this.#signs.subscribe(listener);
  /** The store is another one than before. Called before a byte of any room is sent to it. */
  readonly onGeneration = (listener: (generation: string) => void): (() => void) =>
    this.#generations.subscribe(listener);

  /**
   * Watches the summary of a text: `take` gets each message (PROTOCOL.md), at first and after each loss of the link the
   * whole. One text at a time: a page shows one.
   * @returns ends it
   */
  readonly watchText = (text: TextId, take: (json: string) => void): (() => void) => {
    const watched = { text, take };
    this.#watched = watched;
    this.#transmit?.(writeFrames([watchFrame(text)]));
    return () => {
      if (this.#watched !== watched) return;
      this.#watched = null;
      this.#transmit?.(writeFrames([watchFrame(null)]));
    };
  };

  /** The class to hand to `WebsocketProvider` as `WebSocketPolyfill`: its sockets are channels of this link. */
  socketClass(room: RoomName, watch: SocketWatch): typeof WebSocket {
    const channels = this.#channels;
    return class extends VirtualSocket {
      constructor() {
        super(room, channels, watch);
      }
    } as unknown as typeof WebSocket;
  }

  /** Dials now: at the start, when the browser is online again, or when somebody has signed in after the end. */
  readonly resume = (): void => {
    if (this.#socket) return;
    this.#attempt = 0;
    this.#dial();
  };

  /** The browser says that there is no network: known at once, not after the silence. */
  readonly interrupt = (): void => {
    if (this.#socket) this.#lost(this.#socket, LOST, "");
  };

  /** Says goodbye and does not come back by itself. */
  close(): void {
    this.#channels.flush();
    this.#end(CLOSE_CODES.normal);
  }

  #dial(): void {
    this.#cancelDial?.();
    this.#cancelDial = null;
    if (this.#state.kind === "ended") this.#set({ kind: "down" });
    const socket = new this.#options.WebSocket(this.#options.url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#watch(socket);
    socket.onmessage = (event: MessageEvent) => this.#receive(socket, event.data);
    socket.onerror = () => {}; // a close always follows, and in Node an error that nobody hears ends the process
    socket.onclose = (event: CloseEvent) => this.#lost(socket, event.code, event.reason);
  }

  #receive(socket: WebSocket, data: unknown): void {
    if (this.#socket !== socket) return;
    this.#watch(socket);
    this.#signOfLife();
    let frames: Frame[];
    try {
      frames = readFrames(new Uint8Array(data as ArrayBuffer));
    } catch {
      // Another version of the link: this page is older or newer than the server. Only a reload helps.
      this.#end(CLOSE_CODES.malformed);
      return;
    }
    for (const frame of frames) {
      if (this.#socket !== socket) return;
      this.#take(socket, frame);
    }
  }

  /** Any message counts, not the pulse alone: the server pulses only when it has nothing else to say. */
  #signOfLife(): void {
    const now = this.#options.clock.now();
    if (now - this.#lastSign < ALIVE_MS) return;
    this.#lastSign = now;
    this.#signs.notify();
  }

  #take(socket: WebSocket, frame: Frame): void {
    if (frame.kind === FRAME.hello) this.#hello(socket, textOf(frame.payload));
    else if (frame.kind === FRAME.summary) this.#watched?.take(textOf(frame.payload));
    else if (frame.channel === 0 && frame.kind === FRAME.part) this.#summaryPart(frame.payload);
    else this.#channels.receive(frame);
  }

  /** What comes in parts on the link itself is a summary. */
  #summaryPart(payload: Uint8Array): void {
    const whole = this.#parts.take(0, payload);
    if (whole) this.#watched?.take(textOf(whole));
  }

  #hello(socket: WebSocket, generation: string): void {
    const before = this.#generation;
    this.#generation = generation;
    this.#upSince = this.#options.clock.now();
    if (generation !== before) this.#generations.notify(generation);
    const transmit = (bytes: Uint8Array<ArrayBuffer>) => socket.send(bytes);
    this.#transmit = transmit;
    if (this.#watched) transmit(writeFrames([watchFrame(this.#watched.text)]));
    this.#channels.up({ send: transmit, buffered: () => socket.bufferedAmount });
    this.#set({ kind: "up" });
  }

  #lost(socket: WebSocket, code: number, reason: string): void {
    if (this.#socket !== socket) return;
    if (isFinal(code)) {
      this.#end(code);
      return;
    }
    this.#hangUp(code, reason);
    this.#planDial();
    this.#set({ kind: "down" });
  }

  #end(code: number): void {
    this.#cancelDial?.();
    this.#cancelDial = null;
    // What ended is the link: a room must not take the code for a word about itself.
    this.#hangUp(LOST, "");
    this.#set({ kind: "ended", code });
  }

  #hangUp(code: number, reason: string): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#transmit = null;
    this.#parts.drop(0);
    this.#cancelWatchdog?.();
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
    this.#channels.down(code, reason);
  }

  #planDial(): void {
    const { clock } = this.#options;
    if (this.#state.kind === "up" && clock.now() - this.#upSince >= STEADY_MS) this.#attempt = 0;
    this.#cancelDial?.();
    this.#cancelDial = clock.later(() => this.#dial(), waitMs(REDIAL, this.#attempt++, clock.random()));
  }

  /** A socket from which nothing comes is given up, also one that never opens. */
  #watch(socket: WebSocket): void {
    this.#cancelWatchdog?.();
    this.#cancelWatchdog = this.#options.clock.later(() => this.#lost(socket, LOST, "silent"), DEAD_MS);
  }

  #set(state: LinkState): void {
    this.#state = state;
    this.#changes.notify();
  }
}
