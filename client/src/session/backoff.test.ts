import { describe, expect, it } from "vitest";
import { waitMs } from "./backoff.ts";

const backoff = { firstMs: 100, mostMs: 1_000 };

describe("the wait before the next attempt", () => {
  it("doubles up to its limit", () => {
    expect([0, 1, 2, 3, 4, 100].map((attempt) => waitMs(backoff, attempt, 1))).toEqual([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
  });

  it("is spread over half of it", () => {
    expect(waitMs(backoff, 1, 0)).toBe(100);
    expect(waitMs(backoff, 1, 0.5)).toBe(150);
  });
});
