import { formatters } from "../format.ts";

/** BCP 47: for numbers, days and the page's `lang`. */
export const locale = "en-GB";

/** Numbers, days and plurals as this language writes them. */
export const { date, language, list, number, plural, relative } = formatters(locale);
