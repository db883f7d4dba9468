import type { Who } from "./cast.ts";

/** Tags of the demo: by several coders each, on a whole paragraph or on exact words. */
export type DemoTag = {
  /** Paragraph id. */
  readonly on: string;
  /** Theme id of the starting codebook. */
  readonly theme: string;
  readonly by: readonly Who[];
  /** Minutes before the start at which the first one tagged; the others follow, a quarter of an hour apart. */
  readonly ago: number;
  /** Absent: the whole paragraph; where key words suggested the same theme, that suggestion is accepted. */
  readonly quote?: string;
  readonly memo?: string;
};

const HOUR = 60;
const DAY = 24 * HOUR;

export const TAGS: readonly DemoTag[] = [
  { on: "op21", theme: "human-rights", by: ["amal", "maren", "kofi"], ago: 3 * DAY },
  { on: "op21", theme: "rule-of-law", by: ["maren", "tariq"], ago: 3 * DAY - HOUR, quote: "the rule of law" },
  {
    on: "op21",
    theme: "civil-society",
    by: ["kofi", "efua"],
    ago: 2 * DAY + 3 * HOUR,
    quote: "relevant civil society, academia, think tanks, and the private sector",
  },
  { on: "op28", theme: "gender", by: ["maren", "kofi", "amal", "efua"], ago: 3 * DAY + 2 * HOUR },
  {
    on: "op28",
    theme: "human-rights",
    by: ["kofi"],
    ago: 20 * HOUR,
    quote: "women’s human rights",
    memo: "The rights that a measure may touch, not those that a terrorist act has violated.",
  },
  { on: "op29", theme: "childrens-rights", by: ["amal", "efua"], ago: 2 * DAY + HOUR },
  {
    on: "op2",
    theme: "reporting-deadline",
    by: ["lucia", "tariq"],
    ago: 4 * DAY,
    quote: "by 31 December 2019 an interim review",
  },
  {
    on: "op9",
    theme: "reporting-deadline",
    by: ["lucia", "tariq"],
    ago: 3 * DAY + 5 * HOUR,
    quote: "report to the CTC by 30 March 2018",
  },
  {
    on: "op9",
    theme: "civil-society",
    by: ["maren"],
    ago: 2 * DAY + 6 * HOUR,
    quote: "counter‑terrorism experts in civil society",
  },
  { on: "op17", theme: "reporting-deadline", by: ["lucia"], ago: 3 * DAY, quote: "prior to 30 June 2018" },
  { on: "op17", theme: "technical-assistance", by: ["efua", "tariq"], ago: 2 * DAY + 8 * HOUR },
  { on: "op18", theme: "reporting-deadline", by: ["lucia"], ago: 3 * DAY - 5, quote: "by 30 March 2018" },
  { on: "op24", theme: "victims", by: ["kofi", "maren"], ago: DAY + 8 * HOUR },
  { on: "op25", theme: "terrorist-financing", by: ["tariq", "amal"], ago: DAY + 13 * HOUR },
  { on: "op30", theme: "border-and-aviation-security", by: ["tariq"], ago: DAY + 13 * HOUR },
  {
    on: "op30",
    theme: "human-rights",
    by: ["maren"],
    ago: DAY + 5 * HOUR,
    quote: "with full respect for human rights",
  },
  { on: "op31", theme: "rule-of-law", by: ["amal"], ago: DAY + 4 * HOUR },
  { on: "pp5", theme: "human-rights", by: ["maren", "amal", "efua"], ago: 3 * DAY + 6 * HOUR },
  {
    on: "pp5",
    theme: "victims",
    by: ["kofi"],
    ago: DAY + 8 * HOUR,
    quote: "the rights of victims of terrorism",
  },
  { on: "pp6", theme: "human-rights", by: ["maren", "efua"], ago: 3 * DAY + 5 * HOUR },
  { on: "pp12", theme: "civil-society", by: ["efua"], ago: 2 * DAY + 7 * HOUR },
];
