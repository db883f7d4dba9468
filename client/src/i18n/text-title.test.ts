import { describe, expect, it } from "vitest";
import { textTitle } from "./text-title.ts";

const titled = (symbol: string | null) => textTitle({ symbol, title: "Its own title" });

describe("textTitle", () => {
  it("calls a resolution by body and number", () => {
    expect(titled("S/RES/2395 (2017)")).toBe("Security Council resolution 2395 (2017)");
    expect(titled("A/RES/60/288")).toBe("General Assembly resolution 60/288");
    expect(titled("A/HRC/RES/40/16")).toBe("Human Rights Council resolution 40/16");
    expect(titled("E/RES/1996/31")).toBe("Economic and Social Council resolution 1996/31");
  });

  it("leaves anything else its own title", () => {
    for (const symbol of [null, "SC/13152", "A/C.3/72/L.49"]) expect(titled(symbol)).toBe("Its own title");
  });
});
