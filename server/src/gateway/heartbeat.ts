import { QUIET_MS } from "@apostil/shared/protocol";
import type { WebSocket } from "ws";
import { DEAD_MS, HEARTBEAT_MS } from "./limits.ts";

/** Silences are counted in beats, so that nobody looks at the clock for each message. */
export class Watched {
  readonly quiet: () => void;
  /** Something was sent since the last beat: no need to break a silence. */
  spoke = true;
  heard = true;
  silentMs = 0;
  unheardMs = 0;

  constructor(quiet: () => void) {
    this.quiet = quiet;
  }
}

/** One clock for all sockets: says something into silences, and lets go of sockets that answer no ping. */
export class Heartbeat {
  readonly #watched = new Map<WebSocket, Watched>();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    this.#timer = setInterval(() => this.#beat(), HEARTBEAT_MS);
  }

  /**
   * @param quiet says something that means nothing
   * @returns where to note what is sent
   */
  watch(socket: WebSocket, quiet: () => void): Watched {
    const watched = new Watched(quiet);
    this.#watched.set(socket, watched);
    const heard = () => {
      watched.heard = true;
    };
    socket.on("pong", heard);
    socket.on("message", heard);
    socket.on("close", () => this.#watched.delete(socket));
    return watched;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const [socket, watched] of this.#watched) {
      watched.unheardMs = watched.heard ? 0 : watched.unheardMs + HEARTBEAT_MS;
      watched.silentMs = watched.spoke ? 0 : watched.silentMs + HEARTBEAT_MS;
      watched.heard = false;
      watched.spoke = false;
      if (watched.unheardMs > DEAD_MS) socket.terminate();
      else if (watched.unheardMs >= QUIET_MS) socket.ping();
      // one beat is lost to rounding, and the next would come too late
      if (watched.silentMs < QUIET_MS - 2 * HEARTBEAT_MS) continue;
      watched.silentMs = 0;
      watched.quiet();
    }
  }
}
