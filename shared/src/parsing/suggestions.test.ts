import { describe, expect, it } from "vitest";
import type { Theme, ThemeId } from "../model/index.ts";
import { suggestThemes } from "./index.ts";

const theme = (id: string, ...keyWords: string[]): Theme => ({
  id: id as ThemeId,
  name: id,
  colour: { light: "#000000", dark: "#ffffff" },
  definition: "",
  keyWords,
});
const GENDER = theme("gender", "women", "women’s rights", "gender");
const RIGHTS = theme("rights", "human rights", "freedom*");
const BORDERS = theme("borders", "locally-focused", "borders");

const hitsOf = (text: string, ...themes: Theme[]): string[] =>
  suggestThemes({ text }, themes).map(
    ({ theme: id, hits }) => `${id}: ${hits.map(({ start, end }) => text.slice(start, end)).join(", ")}`,
  );

describe("suggestThemes", () => {
  it("finds whole words in any case, and any ending where the word ends in a star", () => {
    expect(hitsOf("Women and FREEDOMS, not womenfolk or unfreedom", GENDER, RIGHTS)).toEqual([
      "gender: Women",
      "rights: FREEDOMS",
    ]);
  });

  it("puts the theme with most hits first, then keeps the codebook's order", () => {
    const text = "gender, borders, human rights and women";
    expect(hitsOf(text, RIGHTS, BORDERS, GENDER)).toEqual([
      "gender: gender, women",
      "rights: human rights",
      "borders: borders",
    ]);
  });

  it("counts key words that overlap once, as the longest", () => {
    expect(hitsOf("on women's rights", GENDER)).toEqual(["gender: women's rights"]);
  });

  it("doesn't mind typographic hyphens, apostrophes and spaces", () => {
    expect(
      hitsOf("locally‑focused, women’s rights, human\u00a0rights", BORDERS, GENDER, RIGHTS),
    ).toHaveLength(3);
  });

  it("suggests nothing without key words, and takes their signs as signs", () => {
    expect(hitsOf("anything (a)", theme("none"), theme("empty", "", "*"), theme("signs", "a)"))).toEqual([
      "signs: a)",
    ]);
  });
});
