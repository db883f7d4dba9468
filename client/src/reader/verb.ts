import type { Paragraph, Text } from "@apostil/shared/model";

/** Kinds of texts whose paragraphs open with a verb in italics, as the United Nations print them. */
const VERB_FIRST = new Set(["resolution", "draft", "press-release"]);

const ADVERBS = String.raw`(?:(?:Also|Further|Again|Once again|[A-Z][a-z]+ly)\s+(?:also\s+|further\s+)?)?`;
const VERB = String.raw`(?:Mindful|Aware|Conscious|\p{L}+(?:ing|ed|s))`;
/** What belongs to the verb: "Calls upon", "Taking note", "Bearing in mind". */
const PARTICLES = String.raw`(?:(?<=call(?:s|ing))\s+(?:up)?on|(?<=tak(?:es|ing))\s+note|(?<=bear(?:s|ing))\s+in\s+mind|(?<=pay(?:s|ing))\s+tribute)?`;
const OPENING = new RegExp(`^${ADVERBS}${VERB}${PARTICLES}(?=[\\s,])`, "iu");

/**
 * Length of the verb that opens an operative or preambular paragraph ("Reminds", "Taking note"); 0 where there is none.
 * Only English words are known: other languages are set without italics rather than wrongly.
 */
export function verbLength(
  text: Pick<Text, "kind" | "language">,
  paragraph: Pick<Paragraph, "kind" | "level" | "text">,
): number {
  const opens = paragraph.kind === "operative" || paragraph.kind === "preambular";
  if (!opens || paragraph.level > 0 || !VERB_FIRST.has(text.kind) || !/^en\b/.test(text.language)) return 0;
  return OPENING.exec(paragraph.text)?.[0].length ?? 0;
}
