import type { Theme, ThemeId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { matches } from "./palette.ts";

const theme = (name: string, keyWords: string[] = []): Theme => ({
  id: name.toLowerCase() as ThemeId,
  name,
  colour: { light: "#000000", dark: "#ffffff" },
  definition: "",
  keyWords,
});
const THEMES = [
  theme("Human rights"),
  theme("Children’s rights"),
  theme("Border security", ["right of entry"]),
  theme("Gender"),
  theme("Égalité"),
];
const names = (typed: string) => matches(THEMES, typed).map((match) => match.theme.name);

describe("matches", () => {
  it("lists the codebook while nothing is typed", () => {
    expect(names("  ")).toEqual(THEMES.map(({ name }) => name));
  });
  it("puts names before key words", () => {
    expect(names("right")).toEqual(["Human rights", "Children’s rights", "Border security"]);
  });
  it("puts beginnings first", () => {
    expect(names("g")[0]).toBe("Gender");
  });
  it("says where the letters stand, whatever their case and accents", () => {
    expect(matches(THEMES, "EGAL")[0]?.at).toEqual({ start: 0, end: 4 });
    expect(matches(THEMES, "rights")[0]?.at).toEqual({ start: 6, end: 12 });
    expect(names("nothing like it")).toEqual([]);
  });
});
