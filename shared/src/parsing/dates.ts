import type { DateMention } from "../model/index.ts";

/** Months as texts of the United Nations write them; a dot after an abbreviation is allowed. */
const MONTHS: readonly (readonly string[])[] = [
  ["january", "jan", "janvier", "enero", "января"],
  ["february", "feb", "février", "febrero", "февраля"],
  ["march", "mar", "mars", "marzo", "марта"],
  ["april", "apr", "avril", "abril", "апреля"],
  ["may", "mai", "mayo", "мая"],
  ["june", "jun", "juin", "junio", "июня"],
  ["july", "jul", "juillet", "julio", "июля"],
  ["august", "aug", "août", "agosto", "августа"],
  ["september", "sept", "sep", "septembre", "septiembre", "сентября"],
  ["october", "oct", "octobre", "octubre", "октября"],
  ["november", "nov", "novembre", "noviembre", "ноября"],
  ["december", "dec", "décembre", "diciembre", "декабря"],
];

const NUMBER_OF_MONTH = new Map(MONTHS.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));
const MONTH = `(${[...NUMBER_OF_MONTH.keys()].sort((a, b) => b.length - a.length).join("|")})`;
const YEAR = String.raw`([12]\d{3})(?![\p{L}\p{N}])`;
const START = String.raw`(?<![\p{L}\p{N}])`;

const pattern = (body: string): RegExp => new RegExp(START + body, "giu");

/** Each form of a day, and which of its groups are year, month and day (0: the month's last day). */
const FORMS: readonly { readonly form: RegExp; readonly groups: readonly [number, number, number] }[] = [
  {
    // 31 December 2021 · 1er juillet 2016 · 31 de diciembre de 2021
    form: pattern(
      String.raw`(\d{1,2})(?:st|nd|rd|th|er|º)?\s{1,3}(?:de\s)?${MONTH}\.?\s{1,3}(?:del?\s)?${YEAR}`,
    ),
    groups: [3, 2, 1],
  },
  {
    // January 30, 1975 · Aug. 15, 1990
    form: pattern(String.raw`${MONTH}\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,\s{1,3}${YEAR}`),
    groups: [3, 1, 2],
  },
  {
    // end of March 2018 · fin mars 2018 · finales de marzo de 2018
    form: pattern(String.raw`(?:end\s(?:of\s)?|fin\s|fin(?:ales)?\sde\s)${MONTH}\s{1,3}(?:de\s)?${YEAR}`),
    groups: [2, 1, 0],
  },
  { form: pattern(String.raw`(\d{4})-(\d{2})-(\d{2})(?![\p{L}\p{N}-])`), groups: [1, 2, 3] },
  { form: /(\d{4})年(\d{1,2})月(\d{1,2})日/gu, groups: [1, 2, 3] },
];

/** The days that a text names, in order. A month or a year alone is no day; "the end of March 2018" is its last. */
export function findDates(text: string): DateMention[] {
  const found: DateMention[] = [];
  if (!/\d/.test(text)) return found;
  for (const { form, groups } of FORMS)
    for (const match of text.matchAll(form)) {
      const [year, month, day] = groups.map((group) => (group === 0 ? "" : (match[group] ?? "")));
      const iso = isoDay(Number(year), monthNumber(month ?? ""), day === "" ? null : Number(day));
      if (iso) found.push({ iso, start: match.index, end: match.index + match[0].length });
    }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether a line is nothing but a day, or the number and day of a press release (`SC/13122 21 December 2017`). */
export function isDayAlone(line: string): boolean {
  const [day] = findDates(line);
  if (!day) return false;
  return /^(?:[A-Z]{1,5}\/[\w./-]*)?$/.test((line.slice(0, day.start) + line.slice(day.end)).trim());
}

const monthNumber = (month: string): number => NUMBER_OF_MONTH.get(month.toLowerCase()) ?? Number(month);

/** `day` null means the last day of the month; a day that doesn't exist gives null. */
function isoDay(year: number, month: number, day: number | null): string | null {
  if (!(month >= 1 && month <= 12)) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const number = day ?? last;
  if (number < 1 || number > last || year < 1000) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(number).padStart(2, "0")}`;
}
