import type { Who } from "./cast.ts";
import { type Block, bold, h, italic, link, p, quote, ul } from "./note-bytes.ts";

/** Notes of the demo. */
export type DemoNote = {
  /** Paragraph id. */
  readonly on: string;
  /** Absent: shared. Else the delegation's, or the private layer, of this person. */
  readonly of?: { readonly who: Who; readonly layer: "delegation" | "private" };
  readonly blocks: readonly Block[];
};

export const NOTES: readonly DemoNote[] = [
  {
    on: "op21",
    blocks: [
      h(3, "What is new"),
      p(
        "The thought that human rights and effective measures are “complementary and mutually reinforcing” stands three times: ",
        bold("PP5, PP6 and OP21"),
        ". Only here does something follow from it: CTED is to address ",
        italic("all"),
        " human rights and rule-of-law issues in what it does.",
      ),
      ul(
        p("country visits and assessments (see OP9 for how they may change)"),
        p("analysis of emerging issues, trends and developments"),
        p("facilitation of technical assistance"),
      ),
      h(3, "Open"),
      p(
        "Whether to cite the Strategy, ",
        link("A/RES/60/288", "https://undocs.org/A/RES/60/288"),
        ", in a footnote: see the thread. To be settled before the interim review of OP2.",
      ),
    ],
  },
  {
    on: "op28",
    blocks: [
      p(
        "The call comes from resolution 2242 (2015). This paragraph says ",
        bold("where"),
        " it is to be seen: in assessments and reports, in recommendations, in technical assistance and in briefings.",
      ),
      quote(
        p(
          "Two kinds of research are asked for: the drivers of radicalization for women, and the impacts of counter‑terrorism strategies on women’s human rights.",
        ),
      ),
      p(
        italic("For the review:"),
        " which of the two has been carried out, with whom, and what became of it?",
      ),
    ],
  },
  {
    on: "op9",
    blocks: [
      h(3, "What the report is to look at"),
      ul(
        p("focused follow‑up visits beside comprehensive assessments"),
        p("a risk‑based approach, with the global mandate kept in mind"),
        p("shorter times for drafting and review"),
        p("fair and consistent use of the assessment tools"),
        p(
          "experts from civil society, academia and the private sector, ",
          bold("where the State asks for it"),
        ),
      ),
      p("Due on ", bold("30 March 2018"), ", the same day as the joint report of OP18."),
    ],
  },
  {
    on: "op28",
    of: { who: "maren", layer: "delegation" },
    blocks: [
      p(
        bold("Line to take: "),
        "we welcome the paragraph as it stands and ask for figures in the interim review.",
      ),
      p("Background: national action plan on women, peace and security."),
    ],
  },
  {
    on: "op9",
    of: { who: "amal", layer: "delegation" },
    blocks: [p("Two points for the follow‑up: consent of the visited State, and time to comment on drafts.")],
  },
];
