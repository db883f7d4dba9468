import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOTIVATIONS, STATUSES, type ThemeId } from "../model/index.ts";
import { addCounts, type Countable, countsOf, isNothing, readSummary } from "./summary.ts";

const countable = fc.record({
  motivation: fc.constantFrom(...MOTIVATIONS),
  status: fc.constantFrom(...STATUSES),
  theme: fc.constantFrom("gender" as ThemeId, "children" as ThemeId, null),
}) as fc.Arbitrary<Countable>;

describe("countsOf", () => {
  it("counts threads by their state, replies, highlights, themes and suggestions", () => {
    const gender = "gender" as ThemeId;
    const of = (motivation: Countable["motivation"], status: Countable["status"] = "open"): Countable => ({
      motivation,
      status,
      theme: motivation === "tagging" ? gender : null,
    });
    const counts = countsOf([
      ...[of("commenting"), of("commenting", "resolved"), of("replying"), of("replying"), of("highlighting")],
      ...[of("tagging"), of("tagging"), of("tagging", "suggested"), of("tagging", "rejected")],
    ]);
    expect(counts).toEqual({
      open: 1,
      resolved: 1,
      replies: 2,
      highlights: 1,
      suggestions: 1,
      tags: { gender: 2 },
    });
  });

  it("gives the same whether lists are counted together or apart", () => {
    fc.assert(
      fc.property(fc.array(countable), fc.array(countable), (one, other) => {
        expect(addCounts(countsOf(one), countsOf(other))).toEqual(countsOf([...one, ...other]));
      }),
    );
  });

  it("finds nothing in nothing alone", () => {
    expect(isNothing(countsOf([]))).toBe(true);
    expect(isNothing(countsOf([{ motivation: "tagging", status: "rejected", theme: null }]))).toBe(true);
    expect(isNothing(countsOf([{ motivation: "highlighting", status: "open", theme: null }]))).toBe(false);
  });
});

describe("readSummary", () => {
  it("refuses another version", () => {
    expect(() => readSummary('{"v":2}')).toThrow(/version/);
  });
});
