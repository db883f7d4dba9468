import { list } from "./numbers.ts";

/** What leaves, and how. */
export const exporting = {
  title: "Export",
  format: "Format",
  formats: { md: "Markdown", json: "JSON" },
  layers: "Layers",
  says: {
    md: "Markdown is the text to read, with tags, comments and notes under each paragraph, replies included.",
    json: "JSON is everything, with identifiers and times: text, annotations, notes and codebook. Apostil can import it again.",
  },
  holds: (layers: readonly string[]) => `It holds what stands in: ${list(layers)}.`,
  warns: (layers: readonly string[]) =>
    `${list(layers)}: not everybody may read this. Mind whom you send the file to.`,

  noLayer: "Choose at least one layer.",
  download: "Download",
  started: "The download begins.",
};
