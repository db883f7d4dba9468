import { CLOSE_CODES, QUIET_MESSAGE } from "@apostil/shared/protocol";
import type { WebSocket } from "ws";
import type { Viewer } from "../people/people.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { Hub } from "./hub.ts";
import { MAX_FRAMES, MAX_WAITING_BYTES, WINDOW_MS } from "./limits.ts";
import { Rate } from "./rate.ts";
import type { Line } from "./session.ts";
import { bytesOf, closeSocket } from "./socket.ts";

/**
 * `/rooms/<room>`: one room on one socket, for the unmodified `y-websocket` client.
 * @param saved the client asked for `saved` messages (`?saved=1`)
 */
export function serveStock(
  socket: WebSocket,
  room: string,
  viewer: Viewer,
  saved: boolean,
  hub: Hub,
  heartbeat: Heartbeat,
): void {
  const rate = new Rate(MAX_FRAMES, WINDOW_MS);
  const line: Line = {
    tellsSaved: saved,
    opened: () => {},
    send: (message) => {
      if (socket.bufferedAmount > MAX_WAITING_BYTES)
        return closeSocket(socket, CLOSE_CODES.tooSlow, "Too slow");
      socket.send(message);
      heartbeat.sent(socket);
    },
    close: (code, reason) => closeSocket(socket, code, reason),
  };
  const visitor = hub.arrive(viewer, () =>
    closeSocket(socket, CLOSE_CODES.notSignedIn, "This session has ended"),
  );
  const session = hub.join(line, room, visitor);
  heartbeat.watch(socket, () => socket.send(QUIET_MESSAGE));
  socket.on("message", (data, isBinary) => {
    if (!isBinary) closeSocket(socket, CLOSE_CODES.malformed, "Messages are binary");
    else if (!rate.allows(1, Date.now())) closeSocket(socket, CLOSE_CODES.tooMany, "Too many messages");
    else hub.receive(session, bytesOf(data));
  });
  socket.on("close", () => {
    hub.leave(session);
    hub.depart(visitor);
  });
}
