import type { Annotation, AnnotationId, MemberId, ParagraphId, Theme, ThemeId } from "@apostil/shared/model";
import { APOSTIL } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { mentionsOf, summaryOf } from "./summary.ts";

const theme = (id: string): Theme => ({
  id: id as ThemeId,
  name: id,
  colour: { light: "#000000", dark: "#ffffff" },
  definition: "",
  keyWords: [],
});
const THEMES = [theme("gender"), theme("children")];
const one = (id: string, fields: Partial<Annotation>): Annotation => ({
  id: id as AnnotationId,
  motivation: "commenting",
  body: [],
  target: {},
  creator: { id: "m1" as MemberId, name: "M", delegation: null },
  created: "",
  modified: "",
  status: "open",
  paragraph: "op1" as ParagraphId,
  layer: "shared",
  edition: "en",
  revision: 1,
  ...fields,
});
const tagging = (id: string, of: string, fields: Partial<Annotation> = {}) =>
  one(id, {
    motivation: "tagging",
    body: [{ type: "SpecificResource", source: of as ThemeId, purpose: "tagging" }],
    ...fields,
  });
const suggestion = tagging("s", "gender", { status: "suggested", creator: APOSTIL });

describe("mentionsOf", () => {
  it("lists applied themes in the codebook's order, and counts comments with replies", () => {
    const mentions = mentionsOf(
      [
        tagging("a", "children"),
        tagging("b", "gender"),
        suggestion,
        one("c", {}),
        one("d", { motivation: "replying" }),
      ],
      THEMES,
    );
    expect(mentions.themes.map(({ id }) => id)).toEqual(["gender", "children"]);
    expect(mentions.comments).toBe(2);
  });
});

describe("summaryOf", () => {
  it("counts comments, open threads, themes and suggestions", () => {
    const both = one("b", { status: "resolved" });
    const summary = summaryOf(
      new Map([
        ["op1" as ParagraphId, [one("a", {}), both, suggestion]],
        ["op2" as ParagraphId, [both, tagging("t", "gender")]],
      ]),
    );
    expect(summary).toMatchObject({ comments: 2, open: 1, suggestions: 1, marked: true });
    expect([...summary.themes]).toEqual([["gender", 1]]);
  });

  it("does not take suggestions for marks of people", () => {
    expect(summaryOf(new Map([["op1" as ParagraphId, [suggestion]]])).marked).toBe(false);
  });
});
