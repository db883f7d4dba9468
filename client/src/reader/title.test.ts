import { describe, expect, it } from "vitest";
import { citationOf, namedBy } from "./title.ts";

describe("namedBy", () => {
  it("reads symbols of resolutions", () => {
    expect(namedBy("S/RES/2395 (2017)")).toEqual({ body: "council", number: "2395 (2017)" });
    expect(namedBy("A/RES/72/284")).toEqual({ body: "assembly", number: "72/284" });
    expect(namedBy("A/HRC/RES/34/20")).toEqual({ body: "rights", number: "34/20" });
  });
  it("knows nothing of other symbols", () => {
    expect(namedBy("SC/13120")).toBeNull();
    expect(namedBy(null)).toBeNull();
  });
});

describe("citationOf", () => {
  it("cites symbol and label", () => {
    const text = { symbol: "S/RES/2395 (2017)", title: "Unanimously adopting" };
    expect(citationOf(text, "OP28")).toBe("S/RES/2395 (2017), OP28");
    expect(citationOf(text, null)).toBe("S/RES/2395 (2017)");
    expect(citationOf({ ...text, symbol: null }, "OP28")).toBe("Unanimously adopting, OP28");
  });
});
