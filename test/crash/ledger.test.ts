import { expect, it } from "vitest";
import { isKept, judge, type Place } from "./ledger.ts";

const promised = { acknowledged: ["a"], seen: ["b"], written: ["a", "b", "c"] };
const at = (name: string, ...words: readonly string[]): Place => ({ name, words });

it("is content when all that was promised is everywhere once, whatever else was written", () => {
  expect(isKept(judge(promised, [at("server", "a", "b"), at("export", "a", "b")]))).toBe(true);
  expect(isKept(judge(promised, [at("server", "a", "b", "c")]))).toBe(true);
});

it("finds a word that was acknowledged, or only seen, and is missing in one place", () => {
  expect(judge(promised, [at("server", "b")]).lost).toEqual(["a"]);
  expect(judge(promised, [at("server", "a", "b"), at("export", "a")]).lost).toEqual(["b"]);
});

it("finds a word that is there twice, and one that nobody wrote", () => {
  const verdict = judge(promised, [at("server", "a", "b", "b", "x")]);
  expect([verdict.doubled, verdict.strange, isKept(verdict)]).toEqual([["b"], ["x"], false]);
});

it("finds places that differ in words or order", () => {
  const verdict = judge(promised, [at("server", "a", "b"), at("reader", "b", "a"), at("export", "a", "b")]);
  expect([verdict.differing, isKept(verdict)]).toEqual([["reader"], false]);
});
