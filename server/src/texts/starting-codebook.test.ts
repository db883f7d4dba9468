import { asThemeId, slug } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { STARTING_CODEBOOK } from "./starting-codebook.ts";

const { themes } = STARTING_CODEBOOK;

type Triple = readonly [number, number, number];

const linear = (colour: string): Triple => {
  const part = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
};
const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple => {
  const [a = 0, b = 0, c = 0] = matrix.map(([p, q, r]) => p * x + q * y + r * z);
  return [a, b, c];
};

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => times([[0.2126, 0.7152, 0.0722]], linear(colour))[0];
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Oklab (Ottosson 2020): equal distances look equally different. */
function oklab(rgb: Triple): Triple {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  );
}

/** How eyes without red or green cones see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1). */
const EYES: Readonly<Record<string, readonly Triple[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

function seen(colour: string, eyes: readonly Triple[]): Triple {
  const [red, green, blue] = times(eyes, linear(colour));
  const clamp = (value: number): number => Math.max(0, Math.min(1, value));
  return oklab([clamp(red), clamp(green), clamp(blue)]);
}

/** The two colours that are nearest to each other, of the pairs with one of `some` in them. */
function nearest(some: readonly string[], all: readonly string[], eyes: readonly Triple[]): Nearest {
  let found: Nearest = { pair: "", distance: Number.POSITIVE_INFINITY };
  for (const one of some)
    for (const other of all) {
      const [a, b] = [seen(one, eyes), seen(other, eyes)];
      const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
      if (one !== other && distance < found.distance) found = { pair: `${one} ${other}`, distance };
    }
  return found;
}

type Nearest = { readonly pair: string; readonly distance: number };

/** Their colours are those of the look; in the dark, blue and violet are nearly one for eyes without green cones. */
const OF_THE_LOOK = ["human-rights", "gender", "childrens-rights", "rule-of-law", "civil-society"];

describe("the starting codebook", () => {
  it("has these ten themes in this order", () => {
    expect(themes.map(({ name }) => name)).toEqual([
      "Human rights",
      "Gender",
      "Children's rights",
      "Rule of law",
      "Victims",
      "Civil society",
      "Technical assistance",
      "Border and aviation security",
      "Terrorist financing",
      "Reporting deadline",
    ]);
  });

  it("gives each an id of its name, a definition, and key words of its own", () => {
    const keyWords = themes.flatMap((theme) => theme.keyWords.map((word) => word.toLowerCase()));
    expect(new Set(keyWords).size).toBe(keyWords.length);
    for (const theme of themes) {
      expect(asThemeId(theme.id)).toBe(slug(theme.name));
      expect(theme.definition).toMatch(/^\p{Lu}.{40,}\.$/u);
      expect(theme.keyWords.length).toBeGreaterThan(3);
    }
  });

  it("can be read on the paper, light and dark", () => {
    for (const { name, colour } of themes) {
      for (const paper of ["#fdfcfa", "#ffffff"])
        expect([name, contrast(colour.light, paper) >= 4.5]).toEqual([name, true]);
      for (const paper of ["#16171a", "#1d1f23"])
        expect([name, contrast(colour.dark, paper) >= 4.5]).toEqual([name, true]);
    }
  });

  // 0.02 in Oklab is about the smallest difference that is seen between two dots that don't touch.
  it.each(["light", "dark"] as const)("has colours that stay apart, %s", (mode) => {
    const all = themes.map(({ colour }) => colour[mode]);
    const added = themes.filter(({ id }) => !OF_THE_LOOK.includes(id)).map(({ colour }) => colour[mode]);
    const { usual = [], protanope = [], deuteranope = [] } = EYES;
    expect(nearest(all, all, usual).distance).toBeGreaterThan(0.06);
    expect(nearest(added, all, protanope).distance).toBeGreaterThan(0.05);
    expect(nearest(added, all, deuteranope).distance).toBeGreaterThan(0.05);
  });
});
