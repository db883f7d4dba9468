import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedText } from "../model/index.ts";
import { parseText } from "./index.ts";

const RELEASE = [
  "Adopting Resolution 9001 (2031), Security Council Extends Observer Mission",
  "The Security Council today extended the mission’s mandate. “A good day,” one delegate said.",
  "The meeting began at 10 a.m. and ended at 10:20 a.m.",
  "Resolution",
  "The full text of resolution 9001 (2031) reads as follows:",
  "“The Security Council,",
  "“Recalling its resolutions 8001 (2028) and 8002 (2028),",
  "“Taking note of the “Guide to Observation” of 1 May 2030,",
  "“1.   Decides to extend the mandate until 31 December 2032;",
  "“2.   Requests the mission:",
  "“(a)  To observe;",
  "“(b)  To report, by the end of February 2032, on resolution 8001;",
  "“3.   Decides to remain seized of the “matter”.”",
  "Statements",
  "The representative of Norway welcomed the text.",
].join("\n");

/** A character that is kept; one of a label's number may have been written otherwise or not at all. */
type Kept = { readonly unit: string; readonly optional: boolean };

const squeeze = (text: string): string => text.replace(/\s/g, "");
const units = (text: string, optional: boolean): Kept[] =>
  Array.from({ length: text.length }, (_, at) => ({ unit: text[at] ?? "", optional }));

/** What a label stands for in the source: `21.` for OP21, `2.(a)` for OP2(a), nothing for PP3. */
function markerOf(label: string | null): string {
  const [, number = "", subs = ""] = /^(?:OP|Annex (?:[IVX]+ )?)(\d+)(.*)$/.exec(label ?? "") ?? [];
  return number === "" ? (/\(.*/.exec(label ?? "")?.[0] ?? "") : `${number}.${subs}`;
}

/**
 * Whether a source is its title, labels and paragraphs in order, with the omitted pieces, in order, between them: walks
 * all pairs (characters taken of the kept, of the omitted) that account for the source so far.
 */
function isAccounted(source: string, { title, paragraphs, omitted }: ParsedText): boolean {
  const left = squeeze(omitted.map(({ text }) => text).join(""));
  const kept = [
    ...units(squeeze(title), false),
    ...paragraphs.flatMap(({ label, text }) => [
      ...units(markerOf(label), true),
      ...units(squeeze(text), false),
    ]),
  ];
  const width = left.length + 1;
  const withSkips = (states: Set<number>): Set<number> => {
    for (const state of states) if (kept[Math.floor(state / width)]?.optional) states.add(state + width);
    return states;
  };
  let states = withSkips(new Set([0]));
  for (const { unit } of units(squeeze(source), false)) {
    const next = new Set<number>();
    for (const state of states) {
      if (kept[Math.floor(state / width)]?.unit === unit) next.add(state + width);
      if (left[state % width] === unit) next.add(state + 1);
    }
    states = withSkips(next);
  }
  return states.has(kept.length * width + left.length);
}

const summary = (parsed: ParsedText): string[] =>
  parsed.paragraphs.map(({ label, kind, id }) => `${label ?? kind}/${id}`);
const textOf = (parsed: ParsedText, label: string): string | undefined =>
  parsed.paragraphs.find((paragraph) => paragraph.label === label)?.text;

describe("a press release", () => {
  const parsed = parseText(RELEASE);

  it("is split into coverage, preamble and operative paragraphs", () => {
    expect(parsed).toMatchObject({
      title: "Adopting Resolution 9001 (2031), Security Council Extends Observer Mission",
      symbol: "S/RES/9001 (2031)",
      date: null,
      language: "en",
      kind: "press-release",
    });
    expect(summary(parsed)).toEqual([
      "C1/c1",
      "C2/c2",
      "heading/h1",
      "other/x1",
      "other/x2",
      "PP1/pp1",
      "PP2/pp2",
      "OP1/op1",
      "OP2/op2",
      "OP2(a)/op2-a",
      "OP2(b)/op2-b",
      "OP3/op3",
      "heading/h2",
      "C3/c3",
    ]);
  });

  it("takes off the marks of the quotation and leaves those inside", () => {
    expect(textOf(parsed, "C1")).toMatch(/“A good day,” one delegate said\.$/);
    expect(textOf(parsed, "PP2")).toBe("Taking note of the “Guide to Observation” of 1 May 2030,");
    expect(textOf(parsed, "OP3")).toBe("Decides to remain seized of the “matter”.");
    expect(parsed.omitted).toHaveLength(9);
    expect(parsed.omitted.at(-1)).toEqual({ text: "”", reason: "quotation mark" });
  });

  it("reads the same with other line ends, blank lines, tabs and straight quotes", () => {
    const variants = [
      `\ufeff${RELEASE.replaceAll("\n", "\r\n")}\r\n`,
      RELEASE.replaceAll("\n", " \t\n\n\n"),
      RELEASE.replaceAll("   ", "\t"),
      RELEASE.replace(/[“”]/g, '"'),
    ];
    for (const variant of variants) {
      const read = parseText(variant);
      expect(summary(read)).toEqual(summary(parsed));
      expect(read.paragraphs.map(({ text }) => text.replace(/["“”]/g, ""))).toEqual(
        parsed.paragraphs.map(({ text }) => text.replace(/["“”]/g, "")),
      );
      expect(isAccounted(variant, read)).toBe(true);
    }
  });

  it("reads the same without quotation marks, but for what follows the resolution", () => {
    const labels = summary(parseText(RELEASE.replace(/\n“/g, "\n").replace(".”\nS", ".\nS")));
    expect(labels.slice(0, 12)).toEqual(summary(parsed).slice(0, 12));
  });

  it("says the day of adoption only where the source does", () => {
    const dated = RELEASE.replace("\n", "\nSC/99001 21 December 2031\n");
    expect(parseText(dated).date).toBe("2031-12-21");
  });
});

describe("a plain resolution", () => {
  const assembly = [
    "United Nations",
    "Resolution adopted by the General Assembly on 19 September 2031",
    "86/1. Observation of missions",
    "The General Assembly,",
    "Recalling its resolutions 71/291 of 15 June 2017, 48/141 B and Human Rights Council resolution 16/18,",
    "1. Decides the following:",
    "(a) Missions shall:",
    "(i) Observe;",
    "(ii) Report;",
    "(h) Rest;",
    "(i) Sleep;",
    "2. (a) Requests a report;",
    "(b) Requests another;",
    "Annex II",
    "1. We met.",
    "Annex III",
    "1. We met again.",
  ].join("\n\n");
  const parsed = parseText(assembly);

  it("has title, symbol and day of its letterhead", () => {
    expect(parsed).toMatchObject({
      title: "86/1. Observation of missions",
      symbol: "A/RES/86/1",
      date: "2031-09-19",
      kind: "resolution",
    });
    expect(parsed.omitted.map(({ reason }) => reason)).toEqual(["letterhead", "letterhead"]);
  });

  it("has paragraphs of every level with labels of their own", () => {
    expect(parsed.paragraphs.flatMap(({ label, level }) => (label ? [`${label} ${level}`] : []))).toEqual([
      "PP1 0",
      "OP1 0",
      "OP1(a) 1",
      "OP1(a)(i) 2",
      "OP1(a)(ii) 2",
      "OP1(h) 1",
      "OP1(i) 1",
      "OP2(a) 1",
      "OP2(b) 1",
      "Annex II 1 0",
      "Annex III 1 0",
    ]);
    expect(new Set(parsed.paragraphs.map(({ id }) => id)).size).toBe(parsed.paragraphs.length);
  });

  it("knows whose resolutions are meant", () => {
    expect(parsed.paragraphs[1]?.references.map(({ symbol }) => symbol)).toEqual([
      "A/RES/71/291",
      "A/RES/48/141 B",
      "A/HRC/RES/16/18",
    ]);
  });

  it("opens in other languages as well", () => {
    const openings = [
      "Le Conseil de sécurité,",
      "El Consejo de Seguridad,",
      "Совет Безопасности,",
      "安全理事会，",
      "إن مجلس الأمن،",
    ];
    for (const opening of openings)
      expect(summary(parseText(`${opening}\n\nAbc,\n\n1. Def;`))).toEqual(["other/x1", "PP1/pp1", "OP1/op1"]);
  });

  it("joins the lines of a wrapped text", () => {
    const wrapped = [
      "                    The Security Council,",
      "                     Recalling all its previous relevant resolutions on Iraq, in particular 1500",
      "               (2003), and stressing the importance of stability for all, and of counter-",
      "               terrorism,",
      "                     1.   Decides to extend the mandate of the Assistance Mission for one year;",
    ].join("\n");
    const read = parseText(wrapped);
    expect(summary(read)).toEqual(["other/x1", "PP1/pp1", "OP1/op1"]);
    expect(textOf(read, "PP1")).toMatch(/in particular 1500 \(2003\), .* of counter-terrorism,$/);
  });
});

describe("references and dates", () => {
  const paragraph = (text: string): ParsedText["paragraphs"][number] | undefined =>
    parseText(`The Security Council,\n\nRecalling resolution 1373 (2001),\n\n${text}`).paragraphs.at(-1);
  const marked = (text: string): string[] => {
    const read = paragraph(text);
    return [
      ...(read?.references ?? []).map((one) => [one.symbol, one] as const),
      ...(read?.dates ?? []).map((one) => [one.iso, one] as const),
    ].map(([name, { start, end }]) => `${name} = ${read?.text.slice(start, end)}`);
  };

  it("names each document with the place of its number", () => {
    expect(
      marked("Recalling resolutions 1267 (1999), 1989 (2011) and 2253(2015), and resolution 1373,"),
    ).toEqual([
      "S/RES/1267 (1999) = 1267 (1999)",
      "S/RES/1989 (2011) = 1989 (2011)",
      "S/RES/2253 (2015) = 2253(2015)",
      "S/RES/1373 (2001) = 1373",
    ]);
    expect(
      marked("Noting S/2017/375, document A/RES/60/288, S/RES/1373(2001), and Assembly resolution 71/291,"),
    ).toEqual([
      "S/2017/375 = S/2017/375",
      "A/RES/60/288 = A/RES/60/288",
      "S/RES/1373 (2001) = S/RES/1373(2001)",
      "A/RES/71/291 = 71/291",
    ]);
  });

  it("leaves other numbers", () => {
    expect(
      marked("Noting the 1267 Committee, resolution 42, guidance (2016), the Report (2015) and/or A/B,"),
    ).toEqual([]);
  });

  it("names days, and only days that exist", () => {
    expect(
      marked(
        "By 30 March 2018, 1er juillet 2016, 31 de diciembre de 2021, June 10, 1958, the end of February 2016,",
      ),
    ).toEqual([
      "2018-03-30 = 30 March 2018",
      "2016-07-01 = 1er juillet 2016",
      "2021-12-31 = 31 de diciembre de 2021",
      "1958-06-10 = June 10, 1958",
      "2016-02-29 = end of February 2016",
    ]);
    expect(marked("In December 2021, on 11 September, on 31 February 2020 and in 2019,")).toEqual([]);
  });
});

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
