import { describe, expect, it } from "vitest";
import {
  type Body,
  type ParagraphId,
  positionOf,
  quoteOf,
  type Target,
  type ThemeId,
  targetIn,
  themeOf,
  wordsOf,
} from "./index.ts";

const OP21 = "op21" as ParagraphId;
const OP28 = "op28" as ParagraphId;
const theme = (id: string): Body => ({ type: "SpecificResource", source: id as ThemeId, purpose: "tagging" });
const words = (value: string): Body => ({ type: "TextualBody", value });

describe("an annotation", () => {
  it("applies a theme only as a tagging", () => {
    const body = [words("because"), theme("gender"), theme("victims")];
    expect(themeOf({ motivation: "tagging", body })).toBe("gender");
    expect(themeOf({ motivation: "commenting", body })).toBeNull();
    expect(themeOf({ motivation: "tagging", body: [] })).toBeNull();
  });

  it("says its words, without themes", () => {
    expect(wordsOf({ body: [words("One."), theme("gender"), words("Two.")] })).toBe("One.\n\nTwo.");
    expect(wordsOf({ body: [] })).toBe("");
  });

  it("speaks of its own paragraph, or of those that its targets name", () => {
    const whole: Target = {};
    expect(targetIn({ target: whole, paragraph: OP21 }, OP21)).toBe(whole);
    expect(targetIn({ target: whole, paragraph: OP21 }, OP28)).toBeNull();
    const target = [{ paragraph: OP21 }, { paragraph: OP28 }];
    expect(targetIn({ target, paragraph: OP21 }, OP28)).toBe(target[1]);
    expect(targetIn({ target, paragraph: OP21 }, "op1" as ParagraphId)).toBeNull();
  });

  it("quotes by either selector", () => {
    const quote = { type: "TextQuoteSelector", exact: "gender" } as const;
    const position = { type: "TextPositionSelector", start: 3, end: 9 } as const;
    expect(quoteOf({ selector: [position, quote] })).toBe(quote);
    expect(positionOf({ selector: [quote, position] })).toBe(position);
    expect([quoteOf({}), positionOf({ selector: [quote] })]).toEqual([null, null]);
  });
});
