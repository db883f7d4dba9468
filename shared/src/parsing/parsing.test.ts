import { describe, expect, it } from "vitest";
import type { ParsedText } from "../model/index.ts";
import { parseText } from "./index.ts";
import { isAccounted, RELEASE } from "./test-support.ts";

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
