import type { CloseReason } from "@apostil/shared/protocol";
import * as decoding from "lib0/decoding";
import { MAX_CLOCK, MAX_FRAME_CLIENTS } from "./limits.ts";

export type VectorInspection =
  /** What the sender says to have: per client id the next clock. */
  | { readonly kind: "sound"; readonly clocks: ReadonlyMap<number, number> }
  | { readonly kind: "refused"; readonly reason: CloseReason; readonly why: string };

/**
 * The look at the state vector of a sync step 1 before anything is answered from it. Yjs would believe any number of
 * entries, read a client that is given twice in its own way, and ignore what follows.
 */
export function inspectVector(bytes: Uint8Array): VectorInspection {
  const decoder = decoding.createDecoder(bytes);
  const clocks = new Map<number, number>();
  try {
    const entries = decoding.readVarUint(decoder);
    if (entries > MAX_FRAME_CLIENTS)
      return { kind: "refused", reason: "tooLarge", why: "The state vector has too many clients" };
    for (let n = 0; n < entries; n++) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      if (clock > MAX_CLOCK || clocks.has(client)) return MALFORMED;
      clocks.set(client, clock);
    }
  } catch {
    return MALFORMED;
  }
  return decoding.hasContent(decoder) ? MALFORMED : { kind: "sound", clocks };
}

const MALFORMED: VectorInspection = {
  kind: "refused",
  reason: "malformed",
  why: "These bytes are no state vector",
};
