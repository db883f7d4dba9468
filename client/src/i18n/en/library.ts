import { date, language, number, plural } from "./numbers.ts";

/** The list of texts. */
export const library = {
  title: "Library",
  count: (count: number) => plural(count, { one: "# text", other: "# texts" }),
  text: "Text",
  language: "Language",
  paragraphs: "Paragraphs",
  date: "Date",
  noDate: "–",
  day: date,
  languageName: language,
  number,
  import: "Import a text",
  importing: (name: string) => `Importing ${name}…`,
  imported: (title: string) => `Imported “${title}”.`,
  importFailed: (name: string, why: string) => `${name} was not imported. ${why}`,
  open: "Open",
  drop: "Drop the file to import it",
  empty: "No texts yet",
  emptyImport:
    "Import a resolution, a draft or a treaty as a plain text file, or drop it here. It is split into its paragraphs.",
  emptyWait: "Texts appear here when an editor imports one.",
  loading: "Loading the library…",
  failed: "The library could not be loaded",
};
