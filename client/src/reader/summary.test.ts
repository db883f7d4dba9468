import type { Theme, ThemeId } from "@apostil/shared/model";
import type { Counts } from "@apostil/shared/protocol";
import { describe, expect, it } from "vitest";
import { cardsIn, mentionsOf, summaryOf } from "./summary.ts";

const theme = (id: string): Theme => ({
  id: id as ThemeId,
  name: id,
  colour: { light: "#000000", dark: "#ffffff" },
  definition: "",
  keyWords: [],
});
const THEMES = [theme("gender"), theme("children"), theme("aid")];
const tags = { children: 2, gender: 1 } as Counts["tags"] & object;

describe("mentionsOf", () => {
  it("lists applied themes in the codebook's order, and counts comments with replies", () => {
    const mentions = mentionsOf({ open: 1, resolved: 1, replies: 2, highlights: 4, tags }, THEMES);
    expect(mentions.themes.map(({ id }) => id)).toEqual(["gender", "children"]);
    expect(mentions.comments).toBe(4);
  });
});

describe("summaryOf", () => {
  it("counts comments, open threads, themes and suggestions", () => {
    const summary = summaryOf({ open: 1, resolved: 1, replies: 1, suggestions: 3, tags });
    expect(summary).toMatchObject({ comments: 3, open: 1, suggestions: 3, marked: true });
    expect(Object.fromEntries(summary.themes)).toEqual(tags);
  });

  it("does not take suggestions for marks of people", () => {
    expect(summaryOf({ suggestions: 1 }).marked).toBe(false);
    expect(summaryOf({ highlights: 1 }).marked).toBe(true);
  });
});

describe("cardsIn", () => {
  it("counts threads and highlights, not their replies", () => {
    expect(cardsIn({ open: 1, resolved: 1, replies: 5, highlights: 1, suggestions: 2, tags })).toBe(3);
  });
});
