import { describe, expect, it } from "vitest";
import { textOf, tokenOf } from "./addresses.ts";

describe("tokenOf", () => {
  it("reads the token behind the #", () => {
    expect(tokenOf("#aB3_-9")).toBe("aB3_-9");
  });

  it("forgives the spaces of a careless copy", () => {
    expect(tokenOf("#abc ")).toBe("abc");
  });

  it("takes nothing else for a token", () => {
    for (const fragment of ["", "#", "#a b", "#<script>", "#a%20", `#${"a".repeat(257)}`])
      expect(tokenOf(fragment)).toBeNull();
  });
});

describe("textOf", () => {
  it("finds the text in its path", () => {
    expect(textOf("/t/sres2395")).toBe("sres2395");
    expect(textOf("/t/sres2395/")).toBe("sres2395");
  });

  it("is none on other screens, and for what can't be an id", () => {
    for (const path of ["/", "/people", "/t/", "/t/a/b", "/t/UPPER", "/t/%2e%2e"])
      expect(textOf(path)).toBeNull();
  });
});
