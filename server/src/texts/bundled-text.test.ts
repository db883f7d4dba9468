import { readFileSync } from "node:fs";
import type { Paragraph } from "@apostil/shared/model";
import { parseText, suggestThemes } from "@apostil/shared/parsing";
import { describe, expect, it } from "vitest";
import { STARTING_CODEBOOK } from "./starting-codebook.ts";

const source = readFileSync(new URL("./sres2395-2017-press-release.txt", import.meta.url), "utf8");
const parsed = parseText(source);

const labelled = (label: string): Paragraph => {
  const found = parsed.paragraphs.find((paragraph) => paragraph.label === label);
  if (!found) throw new Error(`no ${label}`);
  return found;
};
const numbered = (stem: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${stem}${at + 1}`);
const labelsOf = (kind: string): (string | null)[] =>
  parsed.paragraphs.filter((paragraph) => paragraph.kind === kind).map(({ label }) => label);

describe("the bundled text", () => {
  it("says what it is, and no day that it doesn't name", () => {
    expect(parsed).toMatchObject({
      title: source.slice(0, source.indexOf("\n")),
      symbol: "S/RES/2395 (2017)",
      date: null,
      language: "en",
      kind: "press-release",
    });
  });

  it("has 12 coverage, 33 preambular and 33 operative paragraphs", () => {
    expect(labelsOf("coverage")).toEqual(numbered("C", 12));
    expect(labelsOf("preambular")).toEqual(numbered("PP", 33));
    expect(labelsOf("operative")).toEqual(numbered("OP", 33));
    expect(parsed.paragraphs).toHaveLength(12 + 3 + 33 + 33);
    expect(parsed.paragraphs.every(({ level }) => level === 0)).toBe(true);
  });

  it("has a heading, an announcement and an opening without labels", () => {
    const others = parsed.paragraphs.filter(({ label }) => label === null);
    expect(others.map(({ id, kind, text }) => [id, kind, text])).toEqual([
      ["h1", "heading", "Resolution"],
      ["x1", "other", "The full text of resolution 2395 (2017) reads as follows:"],
      ["x2", "other", "The Security Council,"],
    ]);
  });

  it("has the words of each paragraph, without number and quotation mark", () => {
    const beginnings = {
      C1: "The Security Council today renewed",
      C12: "The meeting began at 10:11 a.m.",
      PP1: "Recalling, in particular, resolution 1535 (2004)",
      PP33: "Taking note of the “Technical Guide",
      OP21: "Reminds Member States",
      OP28: "Reiterates the call for CTED to integrate gender",
      OP29: "Encourages CTED to integrate the impact of terrorism on children",
    };
    for (const [label, words] of Object.entries(beginnings))
      expect([label, labelled(label).text.slice(0, words.length)]).toEqual([label, words]);
    expect(labelled("OP33").text).toBe("Decides to remain actively seized of the matter.");
  });

  it("is its source, less the spaces", () => {
    const squeeze = (text: string): string => text.replace(/\s/g, "");
    const inQuotation = ({ id, kind }: Paragraph): boolean =>
      id === "x2" || kind === "preambular" || kind === "operative";
    const written = parsed.paragraphs.map((paragraph) => {
      const number = paragraph.label?.startsWith("OP") ? `${paragraph.label.slice(2)}.` : "";
      return `${inQuotation(paragraph) ? "“" : ""}${number}${paragraph.text}`;
    });
    expect(squeeze(`${parsed.title}${written.join("")}”`)).toBe(squeeze(source));
    expect(parsed.omitted.map(({ text }) => text).join("")).toBe(`${"“".repeat(67)}”`);
  });

  it("names days and documents with their places", () => {
    const days = (label: string): [string, string][] => {
      const { text, dates } = labelled(label);
      return dates.map(({ iso, start, end }) => [iso, text.slice(start, end)]);
    };
    expect(days("OP2")).toEqual([
      ["2021-12-31", "31 December 2021"],
      ["2019-12-31", "31 December 2019"],
    ]);
    expect(days("C4")).toEqual([["2018-03-31", "end of March 2018"]]);
    expect(days("C1")).toEqual([]);
    const documents = (label: string): [string, string][] => {
      const { text, references } = labelled(label);
      return references.map(({ symbol, start, end }) => [symbol, text.slice(start, end)]);
    };
    expect(documents("OP14")).toEqual([
      ["S/RES/1373 (2001)", "1373 (2001)"],
      ["S/RES/1624 (2005)", "1624 (2005)"],
      ["S/RES/2178 (2014)", "2178 (2014)"],
    ]);
    expect(documents("OP1")).toEqual([["S/RES/1373 (2001)", "1373"]]);
    expect(documents("PP11")).toEqual([
      ["A/RES/70/291", "A/RES/70/291"],
      ["A/RES/71/291", "71/291"],
    ]);
    expect(documents("PP1")).toHaveLength(35);
    expect(documents("OP25")).toEqual([]);
  });

  it("speaks first of human rights in OP21, of gender in OP28, of children in OP29", () => {
    const first = (label: string): string | undefined =>
      suggestThemes(labelled(label), STARTING_CODEBOOK.themes)[0]?.theme;
    expect([first("OP21"), first("OP28"), first("OP29")]).toEqual([
      "human-rights",
      "gender",
      "childrens-rights",
    ]);
    expect([first("OP24"), first("OP25"), first("OP30"), first("PP24")]).toEqual([
      "victims",
      "terrorist-financing",
      "border-and-aviation-security",
      "civil-society",
    ]);
  });
});
