import { plural } from "./numbers.ts";

/** The themes. */
export const codebook = {
  title: "Codebook",
  count: (count: number) => plural(count, { one: "# theme", other: "# themes" }),
  lead: "The themes that paragraphs and words are tagged with. Key words make suggestions, which a person accepts or rejects.",
  keyWords: "Key words",
  noKeyWords: "No key words: this theme is never suggested.",
  empty: "The codebook has no themes",
  emptyHint: "Without themes, texts can be commented but not tagged.",
  loading: "Loading the codebook…",
  failed: "The codebook could not be loaded",
};
