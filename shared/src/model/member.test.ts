import { describe, expect, it } from "vitest";
import { DELEGATION_COLOURS, NO_DELEGATION_COLOUR } from "./index.ts";

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("colours of delegations", () => {
  it("carry white text", () => {
    for (const colour of [...DELEGATION_COLOURS, NO_DELEGATION_COLOUR])
      expect([colour, 1.05 / (luminance(colour) + 0.05) >= 4.5]).toEqual([colour, true]);
  });

  it("are told apart", () => {
    expect(new Set(DELEGATION_COLOURS).size).toBe(DELEGATION_COLOURS.length);
  });
});
