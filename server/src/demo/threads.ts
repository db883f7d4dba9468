import type { Who } from "./cast.ts";

/** Comments and highlights of the demo. Times are minutes before the demo starts; quotes are words of the resolution. */

export type DemoThread = {
  /** Paragraph id. */
  readonly on: string;
  readonly by: Who;
  readonly ago: number;
  /** Absent: shared. `delegation` and `private` are the author's. */
  readonly layer?: "delegation" | "private";
  /** Absent: the whole paragraph. */
  readonly quote?: string;
  /** Absent: a highlight. */
  readonly words?: string;
  readonly replies?: readonly DemoReply[];
  /** Minutes before the start at which it was settled. */
  readonly resolved?: number;
};

export type DemoReply = { readonly by: Who; readonly ago: number; readonly words: string };

const HOUR = 60;
const DAY = 24 * HOUR;

export const THREADS: readonly DemoThread[] = [
  {
    on: "op21",
    by: "amal",
    ago: 2 * DAY + 4 * HOUR,
    quote: "complementary and mutually reinforcing",
    words: "Same thought as pillar IV of the Strategy. Do we want to cite A/RES/60/288 here?",
    replies: [
      { by: "maren", ago: 2 * DAY + 4 * HOUR - 3, words: "Yes, and it helps the reading of OP28." },
      {
        by: "kofi",
        ago: 2 * DAY + 2 * HOUR,
        words: "PP4 cites it already. A footnote may do; I would leave the paragraph alone.",
      },
    ],
  },
  {
    on: "op21",
    by: "kofi",
    ago: 2 * DAY + 3 * HOUR,
    quote: "women-, youth-, and locally‑focused actors",
    words: "PP12 speaks of “entities”, this one of “actors”. Is the difference meant?",
    replies: [
      {
        by: "efua",
        ago: DAY + 20 * HOUR,
        words: "I found no trace of a reason. “Actors” is wider: it covers people who are not organised.",
      },
    ],
  },
  {
    on: "op21",
    by: "tariq",
    ago: DAY + 6 * HOUR,
    quote: "as an important component of CTED’s country visits",
    words:
      "To watch in practice: do the visit reports have a section for it, or is it spread over the chapters?",
    replies: [
      {
        by: "amal",
        ago: DAY + 5 * HOUR,
        words: "Worth asking in the interim review under OP2. I will add it to our list of questions.",
      },
    ],
  },
  {
    on: "op28",
    by: "efua",
    ago: 3 * DAY + HOUR,
    quote: "integrate gender as a cross‑cutting issue",
    words:
      "Resolution 2242 (2015) made this call first. Here it is repeated, and spelled out by kind of document.",
    replies: [
      {
        by: "maren",
        ago: 3 * DAY - 2 * HOUR,
        words: "The list is the progress: assessments, recommendations, assistance, briefings.",
      },
    ],
    resolved: 2 * DAY + 20 * HOUR,
  },
  {
    on: "op28",
    by: "tariq",
    ago: DAY + 3 * HOUR,
    quote: "hold consultations with women and women’s organizations",
    words: "Before a visit, during it, or in New York? The paragraph does not say, and the budget will ask.",
    replies: [
      {
        by: "maren",
        ago: DAY + 2 * HOUR,
        words: "We read it as all three. A sentence in the work programme of CTED would be enough.",
      },
      {
        by: "kofi",
        ago: 22 * HOUR,
        words: "Agreed, as long as small missions are not asked to organise them.",
      },
    ],
  },
  {
    on: "op28",
    by: "kofi",
    ago: 20 * HOUR,
    quote: "the impacts of counter‑terrorism strategies on women’s human rights",
    words: "This half is easily forgotten: research on the effects of measures, not only on the drivers.",
  },
  {
    on: "op28",
    by: "maren",
    ago: DAY + HOUR,
    layer: "delegation",
    quote: "cross‑cutting issue",
    words: "Our priority: this stays whatever else moves.",
    replies: [
      {
        by: "henrik",
        ago: 23 * HOUR,
        words: "Noted. The capital would also like UN Women named in the review.",
      },
    ],
  },
  {
    on: "op29",
    by: "amal",
    ago: 2 * DAY,
    quote: "the families of returning and relocating FTFs",
    words:
      "Children appear here only through their families. Those who were recruited themselves are left out.",
    replies: [
      {
        by: "efua",
        ago: DAY + 22 * HOUR,
        words:
          "“Especially” keeps the door open: the first half speaks of children’s rights without a limit.",
      },
      {
        by: "amal",
        ago: DAY + 21 * HOUR,
        words: "True. Then let us say so in the note, for those who come after us.",
      },
    ],
  },
  {
    on: "op29",
    by: "henrik",
    ago: DAY + 4 * HOUR,
    quote: "as appropriate",
    words: "Weaker than OP28, which has no such words. Worth a line in the comparison.",
  },
  {
    on: "op2",
    by: "kofi",
    ago: 4 * DAY,
    quote: "31 December 2019",
    words:
      "The interim review is where the questions on OP21, OP28 and OP29 belong. Let us collect them by then.",
    replies: [
      {
        by: "lucia",
        ago: 4 * DAY - HOUR,
        words: "I keep the list. Please tag what should go on it with “Reporting deadline”.",
      },
    ],
    resolved: 3 * DAY + 12 * HOUR,
  },
  {
    on: "op9",
    by: "tariq",
    ago: 3 * DAY + 5 * HOUR,
    quote: "by 30 March 2018",
    words: "Fourteen weeks after adoption, and OP18 asks for another report on the same day.",
    replies: [
      { by: "lucia", ago: 3 * DAY + 4 * HOUR, words: "Both are in the calendar. OP17 follows on 30 June." },
    ],
    resolved: 3 * DAY + 2 * HOUR,
  },
  {
    on: "op9",
    by: "maren",
    ago: 2 * DAY + 6 * HOUR,
    quote: "at the behest of assessed Member States",
    words:
      "So civil society joins a visit only when the State asks for it. That is narrower than OP13 and OP15.",
    replies: [
      {
        by: "amal",
        ago: 2 * DAY + 5 * HOUR,
        words: "It follows from PP9: a visit needs consent, and so does who takes part in it.",
      },
      {
        by: "maren",
        ago: DAY + 23 * HOUR,
        words: "Understood. It remains a point for the assessment of the process.",
      },
    ],
  },
  {
    on: "op9",
    by: "amal",
    ago: DAY + 2 * HOUR,
    layer: "delegation",
    quote: "bearing in mind differences in Member State capacity",
    words:
      "Small teams, many questionnaires: these words matter to us. Please hold on to them in the follow-up.",
  },
  {
    on: "op17",
    by: "efua",
    ago: 2 * DAY + 8 * HOUR,
    quote: "streamline the number of questions",
    words: "Small administrations will welcome this. Do we know how many questions the survey has today?",
    replies: [{ by: "tariq", ago: 2 * DAY + HOUR, words: "Not from the public documents. I will ask CTED." }],
  },
  {
    on: "op24",
    by: "kofi",
    ago: DAY + 8 * HOUR,
    quote: "the important roles victims and their networks can play",
    words: "A change of view: victims as those who act, not only as those whom one stands by.",
    replies: [
      {
        by: "maren",
        ago: DAY + 7 * HOUR,
        words: "Yes. PP5 still speaks of their rights, the two together make it whole.",
      },
    ],
  },
  {
    on: "pp5",
    by: "henrik",
    ago: 3 * DAY + 6 * HOUR,
    quote: "not conflicting goals, but complementary and mutually reinforcing",
    words:
      "The phrase comes three times: here, in PP6 and in OP21. Only in OP21 does something follow from it.",
    replies: [
      {
        by: "kofi",
        ago: 3 * DAY + 3 * HOUR,
        words: "Good observation for the summary. I have put it into the note on OP21.",
      },
    ],
    resolved: 2 * DAY + 22 * HOUR,
  },
  {
    on: "pp11",
    by: "tariq",
    ago: DAY + 10 * HOUR,
    quote: "integrated and balanced implementation of all four pillars",
    words: "“Balanced” has become a term of its own. It may deserve an entry in the codebook.",
    replies: [
      {
        by: "lucia",
        ago: DAY + 9 * HOUR,
        words: "Let us see how often it comes. If more than five times, I will add it.",
      },
    ],
  },
  {
    on: "pp11",
    by: "kofi",
    ago: 18 * HOUR,
    layer: "delegation",
    words: "For our statement: mention resolution 71/291 and the Office that it created.",
  },
  {
    on: "op21",
    by: "maren",
    ago: 5 * HOUR,
    layer: "private",
    quote: "facilitation of technical assistance",
    words: "Ask Amal over lunch whether their training centre would host a pilot.",
  },
  { on: "pp12", by: "efua", ago: 2 * DAY + 7 * HOUR, quote: "women-, youth-, and locally‑focused entities" },
  {
    on: "op10",
    by: "tariq",
    ago: DAY + 12 * HOUR,
    quote: "within 12 months after the initial assessment report",
  },
];
