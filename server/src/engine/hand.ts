import { createHash } from "node:crypto";
import type { UpdateInput } from "./input.ts";

/**
 * What the engine has in hand. Before it starts on an update it names it here, in memory that the main thread can read
 * while this thread hangs: so the one who sent it is known, whatever it does to Yjs. Waiting for the disk is no time in
 * hand.
 */
export type Hand = {
  /** @returns `false` when this very update has held the engine up before: it is in quarantine */
  take(input: UpdateInput): boolean;
  free(): void;
};

/** For an engine in its own process, which nobody watches. */
export const EMPTY_HAND: Hand = { take: () => true, free: () => {} };

/** Since when (ms), channel; then 32 bytes of digest. */
const SINCE = 0;
const CHANNEL = 1;
const DIGEST_AT = 16;
const DIGEST_BYTES = 32;
export const HAND_BYTES = DIGEST_AT + DIGEST_BYTES;

/** Smaller updates were never seen to take long, so they are not worth a digest. */
const WORTH_A_DIGEST_BYTES = 512;

/** @param quarantine digests of updates that held an engine up, hexadecimal */
export function sharedHand(memory: SharedArrayBuffer, quarantine: ReadonlySet<string>): Hand {
  const numbers = new Float64Array(memory, 0, 2);
  const digest = new Uint8Array(memory, DIGEST_AT, DIGEST_BYTES);
  return {
    take: ({ channel, update }) => {
      if (update.length >= WORTH_A_DIGEST_BYTES) {
        const bytes = createHash("sha256").update(update).digest();
        if (quarantine.size > 0 && quarantine.has(bytes.toString("hex"))) return false;
        digest.set(bytes);
      } else digest.fill(0);
      numbers[CHANNEL] = channel;
      numbers[SINCE] = Date.now();
      return true;
    },
    free: () => {
      numbers[SINCE] = 0;
    },
  };
}

/** What is in hand, as the other thread sees it; `null` for nothing. */
export function inHand(
  memory: SharedArrayBuffer,
): { readonly since: number; readonly channel: number; readonly digest: string } | null {
  const numbers = new Float64Array(memory, 0, 2);
  const since = numbers[SINCE] ?? 0;
  if (since === 0) return null;
  const digest = Buffer.from(new Uint8Array(memory, DIGEST_AT, DIGEST_BYTES)).toString("hex");
  return { since, channel: numbers[CHANNEL] ?? 0, digest };
}
