import type { Duplex } from "node:stream";
import { CLOSE_CODES, QUIET_MESSAGE, writeSaved } from "@apostil/shared/protocol";
import type { WebSocket } from "ws";
import type { Viewer } from "../people/people.ts";
import type { Heartbeat, Watched } from "./heartbeat.ts";
import type { Hub } from "./hub.ts";
import { MAX_FRAMES, MAX_WAITING_BYTES, WINDOW_MS } from "./limits.ts";
import { Rate } from "./rate.ts";
import type { Line, Visitor } from "./session.ts";
import { bytesOf, closeSocket } from "./socket.ts";

export type StockParts = {
  readonly socket: WebSocket;
  /** The socket under it. */
  readonly duplex: Duplex;
  readonly hub: Hub;
  readonly heartbeat: Heartbeat;
  /** The client asked for `saved` messages (`?saved=1`). */
  readonly saved: boolean;
  /** How long it may take nothing before it is closed, in milliseconds. */
  readonly slowMs: number;
};

/** `/rooms/<room>`: one room on one socket, for the unmodified `y-websocket` client. */
export function serveStock(parts: StockParts, room: string, viewer: Viewer): void {
  const { socket, hub } = parts;
  const rate = new Rate(MAX_FRAMES, WINDOW_MS);
  const visitor = hub.arrive(viewer, () =>
    closeSocket(socket, CLOSE_CODES.notSignedIn, "This session has ended"),
  );
  const line = new StockLine(parts, visitor);
  const session = hub.join(line, room, visitor);
  socket.on("message", (data, isBinary) => {
    if (!isBinary) closeSocket(socket, CLOSE_CODES.malformed, "Messages are binary");
    else if (!rate.allows(1, Date.now())) closeSocket(socket, CLOSE_CODES.tooMany, "Too many messages");
    else hub.receive(session, bytesOf(data));
  });
  socket.on("close", () => {
    line.end();
    hub.leave(session);
    hub.depart(visitor);
  });
}

/** A stock socket on its way out. What waits is in the socket: above the limit nothing live is added. */
class StockLine implements Line {
  readonly tellsSaved: boolean;
  readonly #parts: StockParts;
  readonly #visitor: Visitor;
  readonly #watched: Watched;
  #isCorked = false;
  /** Newest number that could not be told. */
  #saved = 0;
  #stuck: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: StockParts, visitor: Visitor) {
    this.tellsSaved = parts.saved;
    this.#parts = parts;
    this.#visitor = visitor;
    this.#watched = parts.heartbeat.watch(parts.socket, () => this.send(QUIET_MESSAGE));
  }

  opened(): void {}

  /** Messages of one turn leave in one write. */
  send(message: Uint8Array): void {
    const { socket, duplex } = this.#parts;
    if (!this.#isCorked) {
      this.#isCorked = true;
      duplex.cork();
      process.nextTick(this.#uncork);
    }
    // without news of it nobody would know that there is room again
    const asks = socket.bufferedAmount + message.length >= MAX_WAITING_BYTES / 2;
    socket.send(message, asks ? this.#drained : undefined);
    this.#watched.spoke = true;
  }

  offer(message: Uint8Array): boolean {
    if (this.isBusy()) {
      this.#watch();
      return false;
    }
    this.send(message);
    return true;
  }

  isBusy(): boolean {
    return this.#parts.socket.bufferedAmount >= MAX_WAITING_BYTES;
  }

  saved(frames: number): void {
    if (this.isBusy()) this.#saved = frames;
    else this.send(writeSaved(frames));
  }

  close(code: number, reason: string): void {
    closeSocket(this.#parts.socket, code, reason);
  }

  end(): void {
    if (this.#stuck) clearTimeout(this.#stuck);
  }

  readonly #uncork = (): void => {
    this.#isCorked = false;
    this.#parts.duplex.uncork();
  };

  readonly #drained = (): void => {
    this.end();
    this.#stuck = null;
    if (this.isBusy()) return this.#watch();
    if (this.#saved > 0) {
      this.send(writeSaved(this.#saved));
      this.#saved = 0;
    }
    this.#parts.hub.resume(this.#visitor);
  };

  #watch(): void {
    this.#stuck ??= setTimeout(
      () => closeSocket(this.#parts.socket, CLOSE_CODES.tooSlow, "Too slow"),
      this.#parts.slowMs,
    );
  }
}
