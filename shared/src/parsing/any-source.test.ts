import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseText } from "./index.ts";
import { isAccounted, RELEASE } from "./test-support.ts";

describe("any source", () => {
  const lines = fc.oneof(
    fc.constantFrom(
      ...RELEASE.split("\n"),
      "",
      "Annex",
      "(a) To see;",
      "(i) To go.",
      "2. Asks;",
      "”",
      "“",
      "---",
      "The General Assembly,",
    ),
    fc.string({ unit: "grapheme" }),
  );
  const sources = fc.tuple(fc.array(lines, { maxLength: 25 }), fc.constantFrom("\n", "\r\n", "\n\n"));

  it("keeps every character that is no space, in order", () => {
    fc.assert(
      fc.property(sources, ([parts, between]) => {
        const source = parts.join(between);
        const parsed = parseText(source);
        expect(isAccounted(source, parsed)).toBe(true);
        expect(new Set(parsed.paragraphs.map(({ id }) => id)).size).toBe(parsed.paragraphs.length);
        for (const { text, references, dates } of parsed.paragraphs) {
          expect(text).not.toBe("");
          for (const { start, end } of [...references, ...dates])
            expect(0 <= start && start < end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("may be empty, a single line, or have no title", () => {
    expect(parseText("")).toEqual({
      title: "",
      symbol: null,
      date: null,
      language: "und",
      kind: "prose",
      paragraphs: [],
      omitted: [],
    });
    expect(parseText(" \r\n\t").paragraphs).toEqual([]);
    expect(parseText("One line.", { name: "A note.txt" })).toMatchObject({
      title: "A note",
      paragraphs: [{ id: "x1", text: "One line." }],
    });
  });

  it("takes time in proportion to its length", () => {
    const hostile = [
      "1 (1999), ".repeat(60_000),
      "“".repeat(400_000),
      "\u00a0".repeat(400_000),
      "1 May ".repeat(90_000),
      "A/".repeat(200_000),
      "(a) ".repeat(100_000),
      "x\n".repeat(50_000),
      "1. a\n".repeat(50_000),
    ];
    for (const source of hostile) {
      const began = performance.now();
      parseText(`The Security Council,\nRecalling resolutions ${source}`);
      parseText(source);
      expect(performance.now() - began).toBeLessThan(5_000);
    }
  });
});
