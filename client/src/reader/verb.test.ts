import { describe, expect, it } from "vitest";
import { verbLength } from "./verb.ts";

const english = { kind: "resolution", language: "en" };
const opening = (text: string): string =>
  text.slice(0, verbLength(english, { kind: "operative", level: 0, text }));

describe("verbLength", () => {
  it.each([
    ["Reminds Member States that", "Reminds"],
    ["Recalling, in particular, resolution 1535 (2004)", "Recalling"],
    ["Expresses its profound solidarity", "Expresses"],
    ["Calls upon Member States", "Calls upon"],
    ["Taking note of the report", "Taking note"],
    ["Bearing in mind the need", "Bearing in mind"],
    ["Strongly condemns all acts", "Strongly condemns"],
    ["Deeply concerned that", "Deeply concerned"],
    ["Also requests the Chair", "Also requests"],
    ["Reaffirming that terrorism", "Reaffirming"],
  ])("finds the verb of %s", (text, verb) => {
    expect(opening(text)).toBe(verb);
  });

  it("finds none where no verb opens", () => {
    expect(opening("The Council shall meet")).toBe("");
    expect(opening("")).toBe("");
  });

  it("leaves press coverage, sub-paragraphs, treaties and other languages alone", () => {
    const text = "Reminds Member States";
    expect(verbLength(english, { kind: "coverage", level: 0, text })).toBe(0);
    expect(verbLength(english, { kind: "operative", level: 1, text })).toBe(0);
    expect(verbLength({ kind: "treaty", language: "en" }, { kind: "operative", level: 0, text })).toBe(0);
    expect(verbLength({ kind: "resolution", language: "fr" }, { kind: "operative", level: 0, text })).toBe(0);
  });
});
