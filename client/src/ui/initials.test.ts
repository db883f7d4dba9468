import { describe, expect, it } from "vitest";
import { initials } from "./initials.ts";

describe("initials", () => {
  it("takes the first and the last word", () => {
    expect(initials("Maren Olsen")).toBe("MO");
    expect(initials("Ana María de la Cruz")).toBe("AC");
  });

  it("takes two letters of a single word", () => {
    expect(initials("kofi")).toBe("KO");
  });

  it("passes over words without letters", () => {
    expect(initials("Amal (2) Nasser")).toBe("AN");
    expect(initials("7 9")).toBe("79");
  });

  it("keeps characters outside the basic plane whole", () => {
    expect(initials("𝒜lpha 𝒷eta")).toBe("𝒜𝒷");
  });

  it("has an answer for an empty name", () => {
    expect(initials("  ")).toBe("?");
  });
});
