import { QUIET_MS } from "@apostil/shared/protocol";
import type { WebSocket } from "ws";
import { DEAD_MS, HEARTBEAT_MS } from "./limits.ts";

type Watched = { readonly quiet: () => void; heard: number; sent: number };

/** One clock for all sockets: says something into silences, and lets go of sockets that answer no ping. */
export class Heartbeat {
  readonly #watched = new Map<WebSocket, Watched>();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    this.#timer = setInterval(() => this.#beat(Date.now()), HEARTBEAT_MS);
  }

  /** @param quiet says something that means nothing */
  watch(socket: WebSocket, quiet: () => void): void {
    const now = Date.now();
    const watched: Watched = { quiet, heard: now, sent: now };
    this.#watched.set(socket, watched);
    const heard = () => {
      watched.heard = Date.now();
    };
    socket.on("pong", heard);
    socket.on("message", heard);
    socket.on("close", () => this.#watched.delete(socket));
  }

  /** Something was sent: no need to break a silence. */
  sent(socket: WebSocket): void {
    const watched = this.#watched.get(socket);
    if (watched) watched.sent = Date.now();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(now: number): void {
    for (const [socket, watched] of this.#watched) {
      if (now - watched.heard > DEAD_MS) socket.terminate();
      else if (now - watched.heard > QUIET_MS) socket.ping();
      if (now - watched.sent >= QUIET_MS - HEARTBEAT_MS) {
        watched.sent = now;
        watched.quiet();
      }
    }
  }
}
