import { describe, expect, it } from "vitest";
import { citationOf } from "./citation.ts";

describe("citationOf", () => {
  it("cites symbol and label", () => {
    const text = { symbol: "S/RES/2395 (2017)", title: "Unanimously adopting" };
    expect(citationOf(text, "OP28")).toBe("S/RES/2395 (2017), OP28");
    expect(citationOf(text, null)).toBe("S/RES/2395 (2017)");
    expect(citationOf({ ...text, symbol: null }, "OP28")).toBe("Unanimously adopting, OP28");
  });
});
