import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { MAX_AWARENESS_ENTRIES } from "./limits.ts";

/** One person's state in an awareness message, as y-protocols writes it; `state` is JSON. */
export type AwarenessEntry = { readonly client: number; readonly clock: number; readonly state: string };

/** @throws Error when the bytes are no awareness message, or hold more entries than any room has people */
export function readEntries(bytes: Uint8Array): AwarenessEntry[] {
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  if (count > MAX_AWARENESS_ENTRIES) throw new Error("Too many awareness entries");
  const entries: AwarenessEntry[] = [];
  for (let at = 0; at < count; at++)
    entries.push({
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      state: decoding.readVarString(decoder),
    });
  return entries;
}

export function writeEntries(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}
