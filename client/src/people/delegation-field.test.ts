import { describe, expect, it } from "vitest";
import { delegationNamed } from "./delegation-field.tsx";

describe("delegationNamed", () => {
  it("is the name without spaces around it", () => {
    expect(delegationNamed("  Norway ")).toBe("Norway");
  });

  it("is none when nothing was typed", () => {
    expect([delegationNamed(""), delegationNamed("   ")]).toEqual([null, null]);
  });
});
