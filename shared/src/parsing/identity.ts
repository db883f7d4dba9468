import { findDates, isDayAlone } from "./dates.ts";
import { findReferences, type ReferenceContext } from "./references.ts";
import type { Structure } from "./structure.ts";

/** Longest line of a letterhead, in characters; what is longer is prose, whose dates and symbols are others'. */
const LONGEST_LINE = 160;

const DRAFT =
  /draft (?:resolution|decision)|projet de (?:résolution|décision)|proyecto de (?:resolución|decisión)|проект (?:резолюции|решения)|决议草案|مشروع قرار/i;
const ADOPTED = /\badopted\b|\badoptée?\b|\b(?:adoptada|aprobada)\b|принята|通过|اتخذ/iu;
const DISTRIBUTED = /^distr\b/i;

/** Lines before the first resolution that are no sentences. */
const linesOf = ({ preface }: Structure): string[] =>
  preface.filter((line) => line.length <= LONGEST_LINE && !/[.;]["”]?$/.test(line));

/** The symbol that the text gives itself: in the words that announce it, in its title, in its letterhead. */
export function symbolOf(structure: Structure, context: ReferenceContext): string | null {
  const lines = linesOf(structure).filter((line) => !line.startsWith("["));
  const announced = lines.filter((line) => line.endsWith(":")).slice(-1);
  for (const line of [...announced, structure.title ?? "", ...lines]) {
    const numbered = /^(\d{1,3}\/\d{1,3}(?: [A-Z])?)\. /.exec(line)?.[1];
    if (numbered && context.organ === "general-assembly") return `A/RES/${numbered}`;
    const [first] = findReferences(line, context);
    if (first) return first.symbol;
  }
  return null;
}

/**
 * The day of adoption, else of publication, where the source says one of its own: "adopted … on 19 September 2025", a
 * line with nothing but a day (and a press release's number), or the day of distribution. "Today" is no day.
 */
export function dateOf(structure: Structure): string | null {
  const lines = linesOf(structure).filter((line) => line !== structure.title || !structure.hasCoverage);
  const adopted = lines.find((line) => ADOPTED.test(line) && findDates(line).length > 0);
  const alone = lines.find(isDayAlone);
  const distributed = lines.find((line) => DISTRIBUTED.test(line) && findDates(line).length > 0);
  return findDates(adopted ?? alone ?? distributed ?? "").at(-1)?.iso ?? null;
}

/** What sort of text this is, in the words of {@link ParsedText.kind}. */
export function kindOf(structure: Structure, symbol: string | null): string {
  if (structure.hasCoverage) return "press-release";
  if (structure.organ === null) return "prose";
  const isDraft = linesOf(structure).some((line) => DRAFT.test(line)) || /\/L\.\d/.test(symbol ?? "");
  return isDraft ? "draft" : "resolution";
}
