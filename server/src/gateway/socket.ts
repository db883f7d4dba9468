import type { RawData, WebSocket } from "ws";
import { GOODBYE_MS } from "./limits.ts";

/** The bytes of a binary message, without a copy where `ws` gives one piece. */
export function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.length);
}

/** Closes a socket, and cuts it when it does not answer: whoever does not read would not hear of it. */
export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  if (socket.readyState >= socket.CLOSING) return;
  socket.close(code, reason);
  dropSoon(socket);
}

/** Cuts a socket that is being closed, unless it has answered by then. */
export function dropSoon(socket: WebSocket): void {
  const cut = setTimeout(() => socket.terminate(), GOODBYE_MS);
  socket.once("close", () => clearTimeout(cut));
}
