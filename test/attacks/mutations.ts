import type { Random } from "./random.ts";

/** Damages bytes at random: bits turned, parts cut out, doubled, moved or put in from other bytes. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let mutated = bytes;
  for (let times = 1 + random.below(3); times > 0; times--) mutated = once(mutated, other, random);
  return mutated;
}

function once(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const [from, to] = [random.below(bytes.length + 1), random.below(bytes.length + 1)].sort(
    (a, b) => a - b,
  ) as [number, number];
  switch (random.below(5)) {
    case 0: {
      const turned = bytes.slice();
      if (turned.length > 0) turned[from % turned.length] = random.below(256);
      return turned;
    }
    case 1:
      return bytes.slice(0, to);
    case 2:
      return join(bytes.subarray(0, from), bytes.subarray(to));
    case 3:
      return join(bytes.subarray(0, to), bytes.subarray(from));
    default: {
      const start = random.below(other.length + 1);
      return join(
        bytes.subarray(0, from),
        other.subarray(start, start + random.below(40)),
        bytes.subarray(to),
      );
    }
  }
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
