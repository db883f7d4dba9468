import { describe, expect, it } from "vitest";
import { waitMs } from "./backoff.ts";

const backoff = { firstMs: 100, mostMs: 1_000 };

/** Numbers from 0 to below 1 that look random and are the same in each run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** When a page that lost the server at 0 is back, if it can be reached from `upMs` on. */
function backAt(upMs: number, random: () => number): number {
  let at = 0;
  for (let attempt = 0; ; attempt++) {
    at += waitMs({ firstMs: 250, mostMs: 5_000 }, attempt, random());
    if (at >= upMs) return at;
  }
}

describe("the wait before the next attempt", () => {
  it("doubles up to its limit", () => {
    expect([0, 1, 2, 3, 4, 100].map((attempt) => waitMs(backoff, attempt, 1))).toEqual([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
  });

  it("is spread over all of it", () => {
    expect([0, 0.5, 1].map((random) => waitMs(backoff, 1, random))).toEqual([0, 100, 200]);
  });

  it("brings a hundred pages back in no wave, however long the server was away", () => {
    const random = chance(7);
    for (const upMs of [500, 1_500, 5_000]) {
      const back = Array.from({ length: 100 }, () => backAt(upMs, random)).sort((a, b) => a - b);
      const most = Math.max(...back.map((from) => back.filter((at) => at >= from && at < from + 100).length));
      expect(most).toBeLessThanOrEqual(30);
      expect(back.at(-1)).toBeLessThan(upMs + 5_000);
    }
  });
});
