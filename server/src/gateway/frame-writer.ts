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
