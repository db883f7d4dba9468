import type { Reference } from "../model/index.ts";
import type { Organ } from "./opening.ts";

/** What the whole text says about the numbers in it. */
export type ReferenceContext = {
  /** Who speaks: what "its resolution 71/291" means. */
  readonly organ: Organ | null;
  /** Security Council resolutions that the text names with their year: `1373` → `2001`. */
  readonly years: ReadonlyMap<string, string>;
};

/** The first Security Council resolution is of 1946; anything earlier or far ahead is another number in brackets. */
const FIRST_YEAR = 1946;
const LAST_YEAR = 2100;

/** Before a list of numbers, in the languages that write it like "resolutions 1373 (2001) and 1624 (2005)". */
const RESOLUTION =
  /(?<![\p{L}\p{N}])(?:resolutions?|résolutions?|resolución|resoluciones|резолюци\p{L}{1,4})\s{1,3}/giu;
/** One number of such a list: `1373 (2001)`, `71/291`, `48/141 B`, or a number alone. */
const ITEM = /(\d{1,4})(?:\s?\((\d{4})\)|\/(\d{1,3}(?:\s[A-Z](?![\p{L}\p{N}]))?)|(?![\p{L}\p{N}/(]|\s\())/uy;
/** What may stand between two numbers of a list: the day of the first, commas, "and". */
const BETWEEN =
  /(?:\s(?:of|du|de)\s\d{1,2}(?:er)?\s(?:de\s)?\p{L}{3,12}\s(?:de\s)?\d{4})?(?:[,;]\s(?:and\s|et\s|y\s|и\s)?|\s(?:and|et|y|и|or|ou|o|и)\s)/uy;
/** Symbols of documents: `A/RES/60/288`, `S/2017/375`, `E/CN.7/2012/L.2`. */
const SYMBOL =
  /(?<![\p{L}\p{N}/])(?:[AESTC]|ST|TD|DP|ID|CAT|CCPR|CERD|CEDAW|CRC|CRPD|CMW|CED|HRI|NPT|FCCC|BWC|CD|HSP)(?:\/[A-Z0-9][A-Za-z0-9.]{0,15}(?:-[A-Za-z0-9]{1,8})?){1,8}(?:\s?\(\d{4}\))?/gu;

/** Which Security Council resolutions a whole text names with number and year. */
export function resolutionYears(texts: Iterable<string>): Map<string, string> {
  const years = new Map<string, string>();
  for (const text of texts)
    for (const [, number = "", year = ""] of text.matchAll(/(?<![\p{L}\p{N}/])(\d{1,4})\s?\((\d{4})\)/gu))
      if (isYear(year) && !years.has(number)) years.set(number, year);
  return years;
}

/** The documents that a paragraph names, in order, each with the place of its number alone. */
export function findReferences(text: string, context: ReferenceContext): Reference[] {
  if (!/\d/.test(text)) return [];
  const found = [...symbolsIn(text), ...resolutionsIn(text, context)].sort((a, b) => a.start - b.start);
  return found.filter((one, at) => one.start >= (found[at - 1]?.end ?? 0));
}

/** `S/RES/1373(2001)` and `S/RES/1373 (2001)` are one document. */
export const normalSymbol = (symbol: string): string => symbol.replace(/\s?\((\d{4})\)$/, " ($1)");

function symbolsIn(text: string): Reference[] {
  const found: Reference[] = [];
  for (const match of text.matchAll(SYMBOL)) {
    const symbol = match[0].replace(/[.-]+$/, "");
    if (!/\d/.test(symbol)) continue;
    found.push({ symbol: normalSymbol(symbol), start: match.index, end: match.index + symbol.length });
  }
  return found;
}

function resolutionsIn(text: string, context: ReferenceContext): Reference[] {
  const found: Reference[] = [];
  for (const lead of text.matchAll(RESOLUTION)) {
    const before = text.slice(Math.max(0, lead.index - 40), lead.index);
    let at = lead.index + lead[0].length;
    for (let item = itemAt(text, at); item; item = itemAt(text, at)) {
      const symbol = symbolOf(item, before, context);
      const end = at + item[0].length;
      if (symbol) found.push({ symbol, start: at, end });
      BETWEEN.lastIndex = end;
      const between = BETWEEN.exec(text);
      if (!between) break;
      at = end + between[0].length;
    }
  }
  return found;
}

function itemAt(text: string, at: number): RegExpExecArray | null {
  ITEM.lastIndex = at;
  return ITEM.exec(text);
}

function symbolOf(item: RegExpExecArray, before: string, { organ, years }: ReferenceContext): string | null {
  const [, number = "", year, rest] = item;
  if (year !== undefined) return isYear(year) ? `S/RES/${number} (${year})` : null;
  if (rest === undefined) {
    const known = years.get(number);
    return known === undefined ? null : `S/RES/${number} (${known})`;
  }
  const series = seriesOf(number, before, organ);
  return series && `${series}/${number}/${rest}`;
}

/** Whose `71/291` it is; `null` where that cannot be said. */
function seriesOf(number: string, before: string, organ: Organ | null): string | null {
  if (/human rights council\s*$/i.test(before)) return "A/HRC/RES";
  if (number.length === 4) return "E/RES";
  if (/(?:commission|committee|conference|board)\s*$/i.test(before)) return null;
  if (!/\bits(?:\s\p{L}+)?\s*$/iu.test(before)) return "A/RES";
  if (organ === "human-rights-council") return "A/HRC/RES";
  return organ === "general-assembly" ? "A/RES" : null;
}

const isYear = (year: string): boolean => Number(year) >= FIRST_YEAR && Number(year) < LAST_YEAR;
