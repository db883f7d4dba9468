import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Stretch, stepWords } from "./word-steps.ts";

const TEXT = "Encourages CTED, again;";

const words = (stretch: Stretch | null, text = TEXT) => stretch && text.slice(stretch.start, stretch.end);

describe("stepping through words", () => {
  it("begins at the first word, or backwards at the last", () => {
    expect(words(stepWords(TEXT, "en", null, true, false))).toBe("Encourages");
    expect(words(stepWords(TEXT, "en", null, false, false))).toBe("again");
    expect(stepWords("… ;", "en", null, true, false)).toBeNull();
  });

  it("goes from word to word, and stays at the ends", () => {
    const first = stepWords(TEXT, "en", null, true, false);
    const second = stepWords(TEXT, "en", first, true, false);
    const third = stepWords(TEXT, "en", second, true, false);
    expect([second, third].map((each) => words(each))).toEqual(["CTED", "again"]);
    expect(stepWords(TEXT, "en", third, true, false)).toEqual(third);
    expect(stepWords(TEXT, "en", third, false, false)).toEqual(second);
    expect(stepWords(TEXT, "en", first, false, false)).toEqual(first);
  });

  it("extends by words and takes them back, down to the first", () => {
    const first = stepWords(TEXT, "en", null, true, false);
    const two = stepWords(TEXT, "en", first, true, true);
    expect(words(two)).toBe("Encourages CTED");
    const three = stepWords(TEXT, "en", two, true, true);
    expect(words(three)).toBe("Encourages CTED, again");
    expect(stepWords(TEXT, "en", three, true, true)).toEqual(three);
    expect(stepWords(TEXT, "en", three, false, true)).toEqual(two);
    expect(stepWords(TEXT, "en", first, false, true)).toEqual(first);
  });

  it("never leaves the text, whatever it holds and wherever it begins", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        fc.boolean(),
        (text, a, b, forward, extend) => {
          const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
          const next = stepWords(text, "en", { start, end }, forward, extend);
          if (!next) return;
          expect(next.start).toBeGreaterThanOrEqual(0);
          expect(next.end).toBeLessThanOrEqual(text.length);
          expect(next.start).toBeLessThanOrEqual(next.end);
        },
      ),
    );
  });
});
