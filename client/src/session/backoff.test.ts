import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waitMs } from "./backoff.ts";

const backoff = { firstMs: 100, mostMs: 1_000 };
const ALMOST_ONE = 1 - Number.EPSILON;

describe("the wait before the next attempt", () => {
  it("doubles up to its limit", () => {
    expect([0, 1, 2, 3, 4, 100].map((attempt) => waitMs(backoff, attempt, ALMOST_ONE))).toEqual([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
  });

  it("is spread evenly over all of that", () => {
    expect([0, 0.25, 0.5, 0.75].map((random) => waitMs(backoff, 3, random))).toEqual([0, 200, 400, 600]);
  });

  it("is never longer than the longest, however often it failed", () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: ALMOST_ONE, noNaN: true }), (attempt, random) => {
        const wait = waitMs(backoff, attempt, random);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(backoff.mostMs);
      }),
    );
  });
});
