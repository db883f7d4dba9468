import { MAX_PART_BYTES } from "./limits.ts";
import { dataFrame, FRAME, type Frame } from "./link.ts";

/** In the first byte of a PART payload. */
const LAST = 0;
const MORE = 1;

/** A piece of a message, from `at` on; the caller goes on at `at + MAX_PART_BYTES` until the message is through. */
export function partFrame(channel: number, message: Uint8Array, at: number): Frame {
  const piece = message.subarray(at, at + MAX_PART_BYTES);
  const payload = new Uint8Array(1 + piece.length);
  payload[0] = at + MAX_PART_BYTES < message.length ? MORE : LAST;
  payload.set(piece, 1);
  return { channel, kind: FRAME.part, payload };
}

/** The frames of one message: one DATA frame, or as many PART frames as it takes. */
export function framesOf(channel: number, message: Uint8Array): Frame[] {
  if (message.length <= MAX_PART_BYTES) return [dataFrame(channel, message)];
  const frames: Frame[] = [];
  for (let at = 0; at < message.length; at += MAX_PART_BYTES) frames.push(partFrame(channel, message, at));
  return frames;
}

export type PartsLimits = {
  /** Of one message. */
  readonly bytes: number;
  /** Half there at once. */
  readonly messages: number;
};

type Half = { readonly pieces: Uint8Array[]; bytes: number };

/** Puts messages together that come in parts. Keeps copies: a piece must not hold the physical message that it came in. */
export class Parts {
  readonly #limits: PartsLimits;
  readonly #half = new Map<number, Half>();

  constructor(limits: PartsLimits) {
    this.#limits = limits;
  }

  /**
   * Takes the payload of a PART frame.
   * @returns the message, with its last part
   * @throws RangeError when the message, or what is half there, goes beyond the limits; Error when it is no part
   */
  take(channel: number, payload: Uint8Array): Uint8Array | null {
    const mark = payload[0];
    if (mark !== LAST && mark !== MORE) throw new Error("No part of a message");
    const half = this.#half.get(channel) ?? { pieces: [], bytes: 0 };
    half.bytes += payload.length - 1;
    this.#half.set(channel, half);
    if (half.bytes > this.#limits.bytes || this.#half.size > this.#limits.messages) {
      this.#half.delete(channel);
      throw new RangeError("More in parts than the limit");
    }
    half.pieces.push(payload.slice(1));
    if (mark === MORE) return null;
    this.#half.delete(channel);
    return joined(half);
  }

  /** The channel is gone. */
  drop(channel: number): void {
    this.#half.delete(channel);
  }
}

function joined({ pieces, bytes }: Half): Uint8Array {
  const message = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    message.set(piece, at);
    at += piece.length;
  }
  return message;
}
