import type { FrameKind } from "@apostil/shared/protocol";

/**
 * Frames of the link, written where they leave: what waits are references to bytes that all recipients share, and each
 * physical message is one copy. The grammar is that of `writeFrames`, which would make an object for each frame.
 */

/** Bytes of a frame besides its payload, at most: channel and length as varUint, the kind, the mark of a part. */
export const HEAD_BYTES = 18;

const VAR_UINT_BITS = 128;

function writeVarUint(into: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest >= VAR_UINT_BITS) {
    into[at++] = (rest % VAR_UINT_BITS) + VAR_UINT_BITS;
    rest = Math.floor(rest / VAR_UINT_BITS);
  }
  into[at++] = rest;
  return at;
}

/** @returns where the payload of `length` bytes begins */
export function writeHead(
  into: Uint8Array,
  start: number,
  channel: number,
  kind: FrameKind,
  length: number,
): number {
  const at = writeVarUint(into, start, channel);
  into[at] = kind;
  return writeVarUint(into, at + 1, length);
}

/** Bytes to leave free before a physical message, for the head of the WebSocket frame (RFC 6455, 5.2). */
export const SOCKET_HEAD_BYTES = 10;

const FINAL_BINARY = 0x82;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/**
 * Writes the head of a WebSocket frame into the free bytes before a message. `ws` writes head and message as two pieces,
 * which cost a gathered write, half as much again as the message itself when two hundred people get it; frames of a
 * server are neither masked nor, here, compressed or fragmented, so that this is all of it.
 * @param message {@link SOCKET_HEAD_BYTES} free bytes, then the message
 * @returns the frame, a view
 */
export function socketFrame(message: Buffer): Buffer {
  const length = message.length - SOCKET_HEAD_BYTES;
  const size = length < TWO_BYTES ? 2 : length < 65_536 ? 4 : 10;
  const start = SOCKET_HEAD_BYTES - size;
  message[start] = FINAL_BINARY;
  if (size === 2) message[start + 1] = length;
  else if (size === 4) {
    message[start + 1] = TWO_BYTES;
    message.writeUInt16BE(length, start + 2);
  } else {
    message[start + 1] = EIGHT_BYTES;
    message.writeUIntBE(0, start + 2, 2);
    message.writeUIntBE(length, start + 4, 6);
  }
  return message.subarray(start);
}
