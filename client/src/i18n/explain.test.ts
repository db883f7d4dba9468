import { describe, expect, it } from "vitest";
import { explain } from "./explain.ts";
import { words } from "./index.ts";

describe("explain", () => {
  it("has a sentence for a code", () => {
    expect(explain({ code: "tooMany", detail: "slow down" })).toBe(words.problems.tooMany);
    expect(explain({ code: "offline", detail: "" })).toBe(words.problems.offline);
  });

  it("lets the server say what was invalid", () => {
    expect(explain({ code: "invalid", detail: "Nobody would coordinate any more." })).toBe(
      "Nobody would coordinate any more.",
    );
    expect(explain({ code: "invalid", detail: "" })).toBe(words.problems.invalid);
  });

  it("has a sentence for anything else", () => {
    for (const error of [new Error("x"), null, undefined, { code: "toString" }, { code: 5 }])
      expect(explain(error)).toBe(words.problems.unknown);
  });
});
