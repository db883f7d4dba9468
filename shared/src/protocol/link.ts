import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { TextId } from "../model/index.ts";

/**
 * The link: one physical WebSocket at `/link` that carries the rooms of a page as numbered channels. A physical message
 * is the version byte and then any number of frames. Grammar: PROTOCOL.md.
 */
export const LINK_VERSION = 2;

export const FRAME = {
  /** Client → server: open this channel on the room named in the payload (UTF-8). Server → client: it is open. */
  open: 0,
  /** Both ways: one message of the room. */
  data: 1,
  /** Both ways: the channel ends; close code and reason. */
  close: 2,
  /** Server → client on channel 0, at least every 20 s: still here. */
  pulse: 3,
  /** Server → client on channel 0, first of all: the generation of the store (UTF-8). */
  hello: 4,
  /** Client → server on channel 0: send the summary of this text (UTF-8) and what changes in it; empty: no more. */
  watch: 5,
  /** Server → client on channel 0: a message of the summary (JSON in UTF-8, `summary.ts`). */
  summary: 6,
  /** Both ways: a piece of a message above {@link MAX_PART_BYTES}; `parts.ts` puts it together. */
  part: 7,
  /** Client → server: how many bytes of the channel were taken since this was last said. */
  credit: 8,
} as const;

export type FrameKind = (typeof FRAME)[keyof typeof FRAME];

/** `channel` is chosen by the client, never used again on the same link; 0 is the link itself. */
export type Frame = { readonly channel: number; readonly kind: FrameKind; readonly payload: Uint8Array };

const NOTHING = new Uint8Array(0);
const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };

const isFrameKind = (kind: number): kind is FrameKind => kind <= FRAME.credit;

/** One physical message of these frames, in their order. */
export function writeFrames(frames: readonly Frame[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, LINK_VERSION);
  for (const { channel, kind, payload } of frames) {
    encoding.writeVarUint(encoder, channel);
    encoding.writeUint8(encoder, kind);
    encoding.writeVarUint8Array(encoder, payload);
  }
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

/**
 * The frames of one physical message; payloads are views into it.
 * @throws Error when the version is another one or the bytes are no frames
 */
export function readFrames(bytes: Uint8Array): Frame[] {
  const decoder = decoding.createDecoder(bytes);
  const version = decoding.readUint8(decoder);
  if (version !== LINK_VERSION) throw new Error(`Unknown version of the link: ${version}`);
  const frames: Frame[] = [];
  while (decoding.hasContent(decoder)) {
    const channel = decoding.readVarUint(decoder);
    const kind = decoding.readUint8(decoder);
    if (!isFrameKind(kind)) throw new Error(`Unknown kind of frame: ${kind}`);
    frames.push({ channel, kind, payload: decoding.readVarUint8Array(decoder) });
  }
  return frames;
}

export const openFrame = (channel: number, roomName = ""): Frame => ({
  channel,
  kind: FRAME.open,
  payload: utf8.encoder.encode(roomName),
});
export const dataFrame = (channel: number, payload: Uint8Array): Frame => ({
  channel,
  kind: FRAME.data,
  payload,
});
export const pulseFrame: Frame = { channel: 0, kind: FRAME.pulse, payload: NOTHING };
export const helloFrame = (generation: string): Frame => ({
  channel: 0,
  kind: FRAME.hello,
  payload: utf8.encoder.encode(generation),
});

/** `null`: no text any more. */
export const watchFrame = (text: TextId | null): Frame => ({
  channel: 0,
  kind: FRAME.watch,
  payload: utf8.encoder.encode(text ?? ""),
});
export const summaryFrame = (json: string): Frame => ({
  channel: 0,
  kind: FRAME.summary,
  payload: utf8.encoder.encode(json),
});

/** @param bytes payloads of DATA and PART frames of the channel, added up */
export function creditFrame(channel: number, bytes: number): Frame {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, bytes);
  return { channel, kind: FRAME.credit, payload: encoding.toUint8Array(encoder) };
}
/** @throws Error when the payload holds no number */
export const readCredit = (payload: Uint8Array): number =>
  decoding.readVarUint(decoding.createDecoder(payload));

/** The text of an OPEN, HELLO, WATCH or SUMMARY payload. */
export const textOf = (payload: Uint8Array): string => utf8.decoder.decode(payload);

export function closeFrame(channel: number, code: number, reason = ""): Frame {
  const words = utf8.encoder.encode(reason);
  const payload = new Uint8Array(2 + words.length);
  payload[0] = code >> 8;
  payload[1] = code & 0xff;
  payload.set(words, 2);
  return { channel, kind: FRAME.close, payload };
}

export const readClose = (payload: Uint8Array): { readonly code: number; readonly reason: string } => ({
  code: ((payload[0] ?? 0) << 8) | (payload[1] ?? 0),
  reason: utf8.decoder.decode(payload.subarray(2)),
});
