import type { ParagraphId, TextId } from "./ids.ts";

/** What a paragraph is in its text. Articles and sections count as `operative`, recitals as `preambular`. */
export const KINDS = ["coverage", "heading", "preambular", "operative", "annex", "other"] as const;
export type Kind = (typeof KINDS)[number];

/** A document that the words name; `start` and `end` are UTF-16 offsets in the paragraph's `text`. */
export type Reference = { readonly symbol: string; readonly start: number; readonly end: number };

/** A day that the words name, as `YYYY-MM-DD`; offsets as in {@link Reference}. */
export type DateMention = { readonly iso: string; readonly start: number; readonly end: number };

export type Paragraph = {
  readonly id: ParagraphId;
  /** `OP21`, `PP3`, `C4`, `OP9(a)`; `null` where the source numbers nothing. */
  readonly label: string | null;
  readonly kind: Kind;
  /** 0 for OP9, 1 for OP9(a), 2 for OP9(a)(i). */
  readonly level: number;
  readonly text: string;
  readonly references: readonly Reference[];
  readonly dates: readonly DateMention[];
};

/** What of the source stands in no paragraph, and why: `quotation mark`, `page furniture`, … */
export type Omitted = { readonly text: string; readonly reason: string };

/** A source split into paragraphs: what `parse --json` prints. Every non-space character of it is kept, in order. */
export type ParsedText = {
  readonly title: string;
  /** `S/RES/2395 (2017)`; `null` where none was found. */
  readonly symbol: string | null;
  /** Day of adoption or publication, `YYYY-MM-DD`, where the source says it. */
  readonly date: string | null;
  /** BCP 47. */
  readonly language: string;
  /** `resolution`, `press-release`, `draft`, `treaty`, `law`, `report`, `prose`. */
  readonly kind: string;
  readonly paragraphs: readonly Paragraph[];
  readonly omitted: readonly Omitted[];
};

/** A text of the workspace. */
export type Text = ParsedText & {
  readonly id: TextId;
  /** 1 at first import; a new version of the words is the next one. */
  readonly revision: number;
  /** The language edition that annotations made here belong to: BCP 47, the text's own language at first. */
  readonly edition: string;
};

/** A line of the library. */
export type TextSummary = Pick<Text, "id" | "title" | "symbol" | "date" | "language" | "kind"> & {
  /** How many have a label; of a text without labels, all. */
  readonly paragraphs: number;
};
