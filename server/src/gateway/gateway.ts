import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { CLOSE_CODES } from "@apostil/shared/protocol";
import { WebSocket, WebSocketServer } from "ws";
import { isForeignOrigin, tokenOf } from "../people/credentials.ts";
import { Heartbeat } from "./heartbeat.ts";
import { Hub, type HubParts } from "./hub.ts";
import { GOODBYE_MS, MAX_MESSAGE_BYTES, SLOW_MS } from "./limits.ts";
import { Link } from "./link.ts";
import { closeSocket, dropSoon } from "./socket.ts";
import { serveStock } from "./stock.ts";

export type GatewayParts = HubParts & {
  /** The store's generation: the first thing that a link hears. */
  readonly generation: string;
  /** Origins besides the server's own whose pages may open sockets. */
  readonly origins: readonly string[];
  /** How long a socket may take nothing that waits for it, in milliseconds; {@link SLOW_MS} by default. */
  readonly slowMs?: number;
};

export type Gateway = {
  /** Sends everybody away to come again (1012). Resolves when the sockets are closed. */
  close(): Promise<void>;
};

const ROOMS = "/rooms/";
const LINK = "/link";

/** `ws` itself closes at messages above `maxPayload`, with a code after which stock clients come again, and send it again. */
const MESSAGE_TOO_BIG = 1009;

class ClientSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === MESSAGE_TOO_BIG) super.close(CLOSE_CODES.tooLarge, "This message is larger than the limit");
    else super.close(code, reason);
  }
}

/**
 * Takes WebSockets of `/link` and `/rooms/<room>` on this HTTP server. An upgrade is accepted before anything is
 * refused: only a close code tells a client whether to come again; an HTTP error looks to it like a lost line.
 */
export function attachGateway(server: Server, parts: GatewayParts): Gateway {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    WebSocket: ClientSocket,
  });
  const heartbeat = new Heartbeat();
  const hub = new Hub(parts);
  const ended = parts.people.onChange(
    () => void hub.reconsider().catch(() => hub.closeAll("tryLater", "The server is busy")),
  );
  let closing = false;
  server.on("upgrade", (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    if (closing) {
      duplex.destroy();
      return;
    }
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      socket.on("error", () => dropSoon(socket));
      welcome(socket, duplex, request, parts, hub, heartbeat).catch(() =>
        closeSocket(socket, CLOSE_CODES.tryLater, "Try later"),
      );
    });
  });
  return {
    close: async () => {
      closing = true;
      ended();
      heartbeat.stop();
      hub.closeAll("restart", "The server stops");
      await goodbye(sockets);
    },
  };
}

async function welcome(
  socket: WebSocket,
  duplex: Duplex,
  request: IncomingMessage,
  parts: GatewayParts,
  hub: Hub,
  heartbeat: Heartbeat,
): Promise<void> {
  const { origin, host, authorization, cookie } = request.headers;
  const url = new URL(request.url ?? "/", "http://localhost");
  if (isForeignOrigin(origin, host, parts.origins))
    return closeSocket(socket, CLOSE_CODES.notAllowed, "Foreign origin");
  const room = roomOf(url.pathname);
  if (url.pathname !== LINK && room === null)
    return closeSocket(socket, CLOSE_CODES.notFound, "No such path");
  const token = url.searchParams.get("token") ?? tokenOf({ authorization, cookie });
  // what the client sends while its session is looked up waits in the socket
  socket.pause();
  const viewer = token === null ? null : await parts.people.viewer(token);
  socket.resume();
  if (!viewer) return closeSocket(socket, CLOSE_CODES.notSignedIn, "Sign in first");
  const { generation, slowMs = SLOW_MS } = parts;
  if (room === null) new Link({ socket, duplex, hub, heartbeat, generation, slowMs }, viewer);
  else {
    const saved = url.searchParams.get("saved") === "1";
    serveStock({ socket, duplex, hub, heartbeat, saved, slowMs }, room, viewer);
  }
}

function roomOf(path: string): string | null {
  if (!path.startsWith(ROOMS)) return null;
  try {
    return decodeURIComponent(path.slice(ROOMS.length));
  } catch {
    return "";
  }
}

async function goodbye(sockets: WebSocketServer): Promise<void> {
  const open = [...sockets.clients];
  const closed = Promise.all(open.map((socket) => new Promise((done) => socket.once("close", done))));
  for (const socket of open) closeSocket(socket, CLOSE_CODES.restart, "The server stops");
  // those that were closed before and have not answered
  const cut = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, GOODBYE_MS);
  await closed;
  clearTimeout(cut);
  sockets.close();
}
