import type { Codebook, Theme, ThemeId } from "@apostil/shared/model";

/** One theme; the id is a slug that stays when a coordinator renames the theme. */
function theme(
  id: string,
  name: string,
  [light, dark]: readonly [string, string],
  definition: string,
  keyWords: readonly string[],
): Theme {
  return { id: id as ThemeId, name, colour: { light, dark }, definition, keyWords };
}

/**
 * The codebook of a new workspace. Its order is the order in which themes are shown and in which a tie between
 * suggestions is decided. The colours keep 4.5 : 1 on the paper in light and dark, and stay apart for colour-blind eyes
 * as far as ten colours can; a name always stands beside them. Key words are chosen to be sure rather than complete: a
 * suggestion that is wrong costs a reader more than one that is missing.
 */
export const STARTING_CODEBOOK: Codebook = {
  themes: [
    theme(
      "human-rights",
      "Human rights",
      ["#0b62a0", "#6db7ee"],
      "Respect for, protection or violation of human rights and fundamental freedoms, and obligations under international human rights, humanitarian or refugee law.",
      [
        "human rights",
        "fundamental freedom*",
        "refugee law",
        "humanitarian law",
        "freedom of expression",
        "freedom of religion",
        "freedom of association",
        "privacy",
        "torture",
      ],
    ),
    theme(
      "gender",
      "Gender",
      ["#a8327f", "#e58cc6"],
      "The different situation of women and men: women’s participation and organizations, gender perspectives and gender-sensitive work, sexual and gender-based violence.",
      ["gender", "women", "woman", "girls", "girl", "feminist*", "sexual violence", "sexual exploitation"],
    ),
    theme(
      "childrens-rights",
      "Children's rights",
      ["#a34a00", "#f2a65a"],
      "Children as persons with rights of their own: the impact of conflict and terrorism on them, their recruitment, protection, return, rehabilitation and education.",
      ["children", "children’s rights", "child", "child soldier*", "minors", "juvenile*", "schoolchildren"],
    ),
    theme(
      "rule-of-law",
      "Rule of law",
      ["#5b4bb7", "#b0a3f5"],
      "Lawful and accountable exercise of power: courts, due process, criminal justice, prosecution and judicial cooperation between States.",
      [
        "rule of law",
        "criminal justice",
        "due process",
        "fair trial",
        "judicial cooperation",
        "mutual legal assistance",
        "extradit*",
        "prosecut*",
        "judges",
        "impunity",
      ],
    ),
    theme(
      "victims",
      "Victims",
      ["#681023", "#f3625d"],
      "People harmed by terrorism or other crimes: their rights, needs, voices and networks, and solidarity with them and their families.",
      ["victim", "victims", "survivor*", "bereaved", "reparation*"],
    ),
    theme(
      "civil-society",
      "Civil society",
      ["#00735a", "#58c9a9"],
      "Organizations and people outside government as actors: non-governmental, non-profit and community-based organizations, and the space in which they work.",
      [
        "civil society",
        "non-governmental",
        "non-profit",
        "charitable organization*",
        "community-based",
        "human rights defender*",
      ],
    ),
    theme(
      "technical-assistance",
      "Technical assistance",
      ["#1c5757", "#a4f6f5"],
      "Help for States in carrying out their obligations: technical assistance, capacity-building, training, and the matching of needs with donors.",
      [
        "technical assistance",
        "capacity-building",
        "capacity building",
        "training",
        "donor*",
        "build capacity",
      ],
    ),
    theme(
      "border-and-aviation-security",
      "Border and aviation security",
      ["#31374a", "#becbe2"],
      "Control of movement across borders and the security of travel: border controls, civil aviation, passenger data, travel documents.",
      [
        "border security",
        "border control*",
        "borders",
        "aviation",
        "ICAO",
        "passenger name record*",
        "advance passenger information",
        "PNR",
        "travel document*",
        "cargo screening",
      ],
    ),
    theme(
      "terrorist-financing",
      "Terrorist financing",
      ["#554704", "#fdd506"],
      "Money and assets for terrorism and the measures against it: freezing of assets, money-laundering controls, financial sanctions, abuse of non-profit organizations for funding.",
      [
        "terrorist financing",
        "terrorism financing",
        "financing of terror*",
        "countering the financing",
        "money-laundering",
        "money laundering",
        "anti-money laundering",
        "financial sanctions",
        "financial asset*",
        "freeze",
        "FATF",
        "Financial Action Task Force",
      ],
    ),
    theme(
      "reporting-deadline",
      "Reporting deadline",
      ["#4e7d43", "#96fa9a"],
      "Who must report to whom, and by when: dates, intervals and reviews that a paragraph sets.",
      [
        "to report",
        "joint report",
        "interim review",
        "annual review",
        "on an annual basis",
        "once per year",
        "within 12 months",
        "no later than",
        "annual report",
      ],
    ),
  ],
};
