import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/**
 * Messages of a room: those of y-protocols (sync 0, awareness 1), and `saved` (4). One message is one WebSocket message
 * on `/rooms`, one DATA frame on the link. Grammar: PROTOCOL.md.
 */
export const SYNC = 0;
export const AWARENESS = 1;
export const SAVED = 4;

export const STEP_1 = 0;
export const STEP_2 = 1;
export const UPDATE = 2;

export type RoomMessage =
  | { readonly type: "step1"; readonly vector: Uint8Array }
  /** Step 2 and update: both carry an update, and both count for `saved`. */
  | { readonly type: "step2" | "update"; readonly update: Uint8Array }
  | { readonly type: "awareness"; readonly entries: Uint8Array }
  | { readonly type: "saved"; readonly frames: number };

function sync(kind: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

export const writeStep1 = (vector: Uint8Array): Uint8Array => sync(STEP_1, vector);
export const writeStep2 = (update: Uint8Array): Uint8Array => sync(STEP_2, update);
export const writeUpdate = (update: Uint8Array): Uint8Array => sync(UPDATE, update);

/** @param entries what `encodeAwarenessUpdate` of y-protocols makes */
export function writeAwareness(entries: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, AWARENESS);
  encoding.writeVarUint8Array(encoder, entries);
  return encoding.toUint8Array(encoder);
}

/** Keeps a stock client from closing itself: an awareness message without entries. */
export const QUIET_MESSAGE: Uint8Array = writeAwareness(Uint8Array.of(0));

/** The first `frames` sync frames (step 2 and update) of this connection are committed. */
export function writeSaved(frames: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SAVED);
  encoding.writeVarUint(encoder, frames);
  return encoding.toUint8Array(encoder);
}

/**
 * Reads one message; the bytes in it are views, not copies.
 * @throws Error when the bytes are no message, or something stands behind it
 */
export function readMessage(bytes: Uint8Array): RoomMessage {
  const decoder = decoding.createDecoder(bytes);
  const message = readByType(decoder);
  if (decoding.hasContent(decoder)) throw new Error("Bytes after the end of the message");
  return message;
}

function readByType(decoder: decoding.Decoder): RoomMessage {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case SYNC:
      return readSync(decoder);
    case AWARENESS:
      return { type: "awareness", entries: decoding.readVarUint8Array(decoder) };
    case SAVED:
      return { type: "saved", frames: decoding.readVarUint(decoder) };
    default:
      throw new Error(`Unknown message type ${type}`);
  }
}

function readSync(decoder: decoding.Decoder): RoomMessage {
  const kind = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  switch (kind) {
    case STEP_1:
      return { type: "step1", vector: bytes };
    case STEP_2:
      return { type: "step2", update: bytes };
    case UPDATE:
      return { type: "update", update: bytes };
    default:
      throw new Error(`Unknown sync message ${kind}`);
  }
}

/** Whether this message, sent by a client, counts for `saved`: a sync step 2 or an update. */
export const countsForSaved = (bytes: Uint8Array): boolean =>
  bytes[0] === SYNC && (bytes[1] === STEP_2 || bytes[1] === UPDATE);
