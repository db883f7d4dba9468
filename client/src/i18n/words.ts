import { first } from "./en.ts";
import { formatters } from "./format.ts";

/** The words of the text and of what stands around it, in the language of the interface; `later.ts` has the others. */
export const words = first;

/** Numbers, days, times, lists and plurals in the language of the interface; times in the browser's zone. */
export const format = formatters(words.locale);
