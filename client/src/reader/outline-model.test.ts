import type { Kind, Paragraph, ParagraphId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { firstWords, partsOf } from "./outline-model.ts";

const paragraph = (id: string, kind: Kind, label: string | null = id.toUpperCase()): Paragraph => ({
  id: id as ParagraphId,
  label,
  kind,
  level: 0,
  text: "",
  references: [],
  dates: [],
});

describe("partsOf", () => {
  it("gathers each run of one kind, and leaves unnumbered lines out", () => {
    const parts = partsOf([
      paragraph("c1", "coverage"),
      paragraph("h1", "heading", null),
      paragraph("x1", "other", null),
      paragraph("pp1", "preambular"),
      paragraph("pp2", "preambular"),
      paragraph("op1", "operative"),
    ]);
    expect(parts.map((part) => [part.kind, part.paragraphs.length])).toEqual([
      ["coverage", 1],
      ["preambular", 2],
      ["operative", 1],
    ]);
  });

  it("lists everything where nothing is numbered", () => {
    const prose = [paragraph("h1", "heading", null), paragraph("x1", "other", null)];
    expect(partsOf(prose)).toEqual([{ kind: "all", paragraphs: prose }]);
    expect(partsOf([])).toEqual([]);
  });
});

describe("firstWords", () => {
  it("ends at a word", () => {
    expect(firstWords("Reminds Member States")).toBe("Reminds Member States");
    const words = firstWords(`${"Reaffirming ".repeat(10)}`);
    expect(words.length).toBeLessThanOrEqual(60);
    expect(words.endsWith("Reaffirming")).toBe(true);
  });
});
