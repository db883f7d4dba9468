import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Selector, TextQuoteSelector } from "../model/index.ts";
import { CONTEXT_LENGTH, describeQuote, findQuote, reanchor } from "./index.ts";

const OP21 =
  "Reminds Member States that effective measures to counter terrorism and respect for human rights are complementary and mutually reinforcing, notes the importance of respect for the rule of law, and encourages CTED to ensure that all human rights issues are addressed, especially by women-, youth-, and locally‑focused actors;";

const quote = (exact: string, context: Partial<TextQuoteSelector> = {}): Selector[] => [
  { type: "TextQuoteSelector", exact, ...context },
];
const at = (start: number, end: number): Selector => ({ type: "TextPositionSelector", start, end });
const wordsAt = (text: string, found: ReturnType<typeof findQuote>): string | null =>
  found.kind === "found" ? text.slice(found.start, found.end) : null;

describe("describeQuote", () => {
  it("keeps the words, their place and 32 characters on either side", () => {
    const start = OP21.indexOf("respect for human rights");
    const [words, place] = describeQuote(OP21, start, start + 24);
    expect(words).toEqual({
      type: "TextQuoteSelector",
      exact: "respect for human rights",
      prefix: OP21.slice(start - CONTEXT_LENGTH, start),
      suffix: OP21.slice(start + 24, start + 24 + CONTEXT_LENGTH),
    });
    expect(place).toEqual({ type: "TextPositionSelector", start, end: start + 24 });
  });

  it("never holds half of a character", () => {
    const text = `${"😀".repeat(20)}a${"😀".repeat(20)}`;
    const [words, place] = describeQuote(`x${text}`, 42, 43);
    expect(words.exact).toBe("😀");
    expect(place).toMatchObject({ start: 42, end: 44 });
    expect(words.prefix?.isWellFormed() && words.suffix?.isWellFormed()).toBe(true);
  });

  it("refuses a range that holds nothing or reaches out of the text", () => {
    for (const [start, end] of [
      [3, 3],
      [5, 2],
      [-1, 4],
      [0, 999],
      [0.5, 2],
    ] as const)
      expect(() => describeQuote(OP21, start, end)).toThrow(RangeError);
  });
});

const anyText = (unit: "grapheme" | "binary") => fc.string({ unit, minLength: 1 });

describe("findQuote", () => {
  it("finds in any text what describeQuote described", () => {
    const ranges = fc
      .tuple(fc.oneof(anyText("grapheme"), anyText("binary")), fc.nat(), fc.nat())
      .map(([text, a, b]) => ({ text, start: a % text.length, end: (a % text.length) + 1 + (b % 40) }))
      .map(({ text, start, end }) => ({ text, start, end: Math.min(end, text.length) }));
    fc.assert(
      fc.property(ranges, ({ text, start, end }) => {
        const selectors = describeQuote(text, start, end);
        const [words, place] = selectors;
        expect(findQuote(text, selectors)).toEqual({ kind: "found", start: place.start, end: place.end });
        expect(text.slice(place.start, place.end)).toBe(words.exact);
        expect(reanchor(text, selectors)).toEqual(findQuote(text, selectors));
      }),
    );
  });

  it("takes the words' own place where they stand once", () => {
    expect(wordsAt(OP21, findQuote(OP21, quote("rule of law")))).toBe("rule of law");
    expect(findQuote(OP21, quote("rule of lore"))).toEqual({ kind: "missing" });
  });

  it("doesn't guess between two places", () => {
    expect(findQuote(OP21, quote("human rights"))).toEqual({ kind: "ambiguous" });
  });

  it("chooses by prefix, by suffix or by position", () => {
    const second = OP21.lastIndexOf("human rights");
    const found = { kind: "found", start: second, end: second + 12 };
    expect(findQuote(OP21, quote("human rights", { prefix: "that all " }))).toEqual(found);
    expect(findQuote(OP21, quote("human rights", { suffix: " issues" }))).toEqual(found);
    expect(findQuote(OP21, [...quote("human rights"), at(second, second + 12)])).toEqual(found);
  });

  it("doesn't believe a position where other words stand", () => {
    expect(findQuote(OP21, [...quote("human rights"), at(3, 15)])).toEqual({ kind: "ambiguous" });
    expect(wordsAt(OP21, findQuote(OP21, [...quote("rule of law"), at(3, 14)]))).toBe("rule of law");
  });

  it("takes a position alone at its word, inside the text", () => {
    expect(findQuote(OP21, [at(0, 7)])).toEqual({ kind: "found", start: 0, end: 7 });
    expect(findQuote(OP21, [at(0, 9_999)])).toEqual({ kind: "missing" });
    expect(findQuote(OP21, [])).toEqual({ kind: "missing" });
    expect(findQuote(OP21, quote(""))).toEqual({ kind: "missing" });
  });

  it("finds what a browser or a word processor changed in copying, and gives the text's own characters", () => {
    const text = "CTED’s “narratives” of\u00a0locally‑focused caf\u00e9s";
    for (const copied of [
      'CTED\'s "narratives" of locally-focused cafe\u0301s',
      "CTED’s “narra\u00adtives” of  locally‐focused cafés",
    ])
      expect(wordsAt(text, findQuote(text, quote(copied)))).toBe(text);
  });

  it("never finds half of a character", () => {
    expect(findQuote("café", quote("cafe"))).toEqual({ kind: "missing" });
    expect(findQuote("café cafe\u00ad", quote("cafe"))).toMatchObject({ start: 5 });
  });

  it("compares copied context in the same way", () => {
    const text = "the “rights” of women’s groups, the ‘rights’ of youth";
    const found = findQuote(text, quote('"rights"', { prefix: "the ", suffix: " of women's" }));
    expect(wordsAt(text, found)).toBe("“rights”");
  });
});

describe("reanchor", () => {
  const revised = OP21.replace("effective measures", "all effective and lawful measures").replace(
    "complementary and mutually reinforcing",
    "complementary and reinforce each other",
  );
  const describeWords = (words: string): Selector[] => {
    const start = OP21.indexOf(words);
    return describeQuote(OP21, start, start + words.length);
  };

  it("follows words that moved", () => {
    expect(wordsAt(revised, reanchor(revised, describeWords("the rule of law")))).toBe("the rule of law");
  });

  it("follows words of which a part changed", () => {
    const found = reanchor(
      revised,
      describeWords("respect for human rights are complementary and mutually reinforcing"),
    );
    expect(wordsAt(revised, found)).toMatch(/^respect for human rights are complementary and reinforce/);
  });

  it("leaves words that went", () => {
    const without = OP21.replace(", especially by women-, youth-, and locally‑focused actors", "");
    expect(reanchor(without, describeWords("youth-, and locally‑focused actors"))).toEqual({
      kind: "missing",
    });
  });

  it("doesn't move a short word into another sentence", () => {
    const text = "Encourages CTED to hold consultations with women on this work.";
    const selectors = describeQuote(text, text.indexOf("women"), text.indexOf("women") + 5);
    const other =
      "Encourages CTED to consult Member States. In 2016 the number of women in parliaments rose.";
    expect(reanchor(other, selectors)).toEqual({ kind: "missing" });
    expect(reanchor(text.replace("consultations", "talks"), selectors)).toMatchObject({ kind: "found" });
  });

  it("chooses by context between places that both changed", () => {
    const text =
      "States shall freeze the funds of listed persons. Others should freeze the funds of listed entities.";
    const start = text.lastIndexOf("freeze the funds of listed");
    const selectors = describeQuote(text, start, start + 26);
    const changed = text.replaceAll("freeze the funds", "freeze all funds");
    expect(reanchor(changed, selectors)).toMatchObject({ start: changed.lastIndexOf("freeze all") });
    expect(reanchor(changed, quote("freeze the funds of listed"))).toEqual({ kind: "ambiguous" });
  });

  it("gives a range of the text or none, whatever the texts are", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, (changed, exact, prefix) => {
        const found = reanchor(changed, quote(exact, { prefix }));
        if (found.kind !== "found") return;
        expect(found.start).toBeLessThan(found.end);
        expect(found.end).toBeLessThanOrEqual(changed.length);
      }),
    );
  });
});
