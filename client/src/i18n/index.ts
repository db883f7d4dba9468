/**
 * Every word that a person reads, and how numbers and times are put into words. A language is one file like en.ts,
 * which gathers its words from en/ by area.
 */
export type { Catalogue } from "./en.ts";
export { explain } from "./explain.ts";
export type { Formatters, PluralForms } from "./format.ts";
export * from "./later.ts";
export { layerName } from "./layer-name.ts";
export { textTitle } from "./text-title.ts";
export { format, words } from "./words.ts";
