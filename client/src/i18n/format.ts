/** A sentence for each way of counting that the language has; `#` is the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** What a catalogue needs to put numbers, days and lists into words. */
export type Formatters = {
  readonly number: (value: number) => string;
  /** Chooses by the rules of the language, and puts the number in: `plural(3, { one: "# tag", other: "# tags" })`. */
  readonly plural: (count: number, forms: PluralForms) => string;
  /** `21 December 2017`. A plain day (`2017-12-21`) is that day everywhere; an instant is told in the browser's zone. */
  readonly date: (iso: string) => string;
  /** `14:02`, in the browser's zone. */
  readonly time: (iso: string) => string;
  /** `21 December 2017 at 14:02`, in the browser's zone. */
  readonly dateTime: (iso: string) => string;
  /** What a card's head has room for: the time today, day and month this year, else with the year. */
  readonly moment: (iso: string, now?: Date) => string;
  /** `in 6 days`, `2 minutes ago`. */
  readonly relative: (iso: string, now?: Date) => string;
  /** `Norway, Ghana and Jordan`. */
  readonly list: (items: readonly string[]) => string;
  /** The name of a BCP 47 language in the language of the interface; the tag where it has none. */
  readonly language: (tag: string) => string;
};

const PLAIN_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Largest unit first; seconds each. */
const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/**
 * Formatters of one language.
 * @param locale BCP 47
 * @param timeZone the browser's own unless told, as tests do
 */
export function formatters(locale: string, timeZone?: string): Formatters {
  const zone = timeZone ? { timeZone } : {};
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", ...zone });
  const plainDays = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: "short", ...zone });
  const both = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", ...zone });
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const languages = new Intl.DisplayNames(locale, { type: "language" });
  return {
    number: (value) => numbers.format(value),
    plural: (count, forms) => (forms[rules.select(count)] ?? forms.other).replace("#", numbers.format(count)),
    date: (iso) => (PLAIN_DAY.test(iso) ? plainDays : days).format(new Date(iso)),
    time: (iso) => times.format(new Date(iso)),
    dateTime: (iso) => both.format(new Date(iso)),
    moment: momentOf(locale, zone, times),
    relative: relativeOf(locale),
    list: (items) => lists.format(items),
    language: (tag) => nameOf(languages, tag),
  };
}

function momentOf(
  locale: string,
  zone: { readonly timeZone?: string },
  times: Intl.DateTimeFormat,
): Formatters["moment"] {
  const thisYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...zone });
  const otherYear = new Intl.DateTimeFormat(locale, { dateStyle: "medium", ...zone });
  const day = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...zone });
  return (iso, now = new Date()) => {
    const then = new Date(iso);
    const [thatDay, today] = [day.format(then), day.format(now)];
    if (thatDay === today) return times.format(then);
    return (thatDay.slice(0, 4) === today.slice(0, 4) ? thisYear : otherYear).format(then);
  };
}

function relativeOf(locale: string): Formatters["relative"] {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return (iso, now = new Date()) => {
    const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
    const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? (["second", 1] as const);
    return unit === "second" ? relative.format(0, unit) : relative.format(Math.round(seconds / size), unit);
  };
}

function nameOf(languages: Intl.DisplayNames, tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag; // not well-formed: shown as it is
  }
}
