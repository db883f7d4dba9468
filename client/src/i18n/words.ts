import { type Catalogue, en } from "./en.ts";
import { formatters } from "./format.ts";

/** All words that a person reads, in the language of the interface. */
export const words: Catalogue = en;

/** Numbers, days, times, lists and plurals in the language of the interface; times in the browser's zone. */
export const format = formatters(words.locale);
