import {
  type Annotation,
  type Creator,
  type ParagraphId,
  quoteOf,
  targetIn,
  themeOf,
  wordsOf,
} from "@apostil/shared/model";
import type { BlockContent, PhrasingContent } from "mdast";
import type { ExportContent } from "./content.ts";
import { linesOf, list, oneLine, paragraph, paragraphsOf, quotation, strong, text } from "./mdast.ts";
import { type Thread, tagsOf, threadsOf } from "./threads.ts";

type Names = Pick<ExportContent, "codebook" | "delegations" | "text">;

/** `2017-12-21 14:02 UTC`: says the same to every reader, in every language. */
export const timeOf = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** One list item per theme: who applied it to the paragraph, and who to which words. */
export function tagBlocks(
  annotations: readonly Annotation[],
  place: ParagraphId,
  names: Names,
): BlockContent[] {
  const byTheme = Map.groupBy(tagsOf(annotations), (tag) => themeName(tag, names));
  const items = [...byTheme].map(([theme, tags]) => [
    paragraph(strong(theme), text(`: ${codersOf(tags, place, names)}`)),
  ]);
  return items.length === 0 ? [] : [list(items)];
}

function codersOf(tags: readonly Annotation[], place: ParagraphId, names: Names): string {
  const byQuote = Map.groupBy(tags, (tag) => quotedIn(tag, place));
  return [...byQuote]
    .map(([quote, same]) => {
      const people = same.map((tag) => personOf(tag.creator, names)).join(", ");
      return quote === null ? people : `${people} on “${oneLine(quote)}”`;
    })
    .join("; ");
}

function themeName(tag: Annotation, { codebook }: Names): string {
  const id = themeOf(tag);
  return oneLine(codebook.themes.find((theme) => theme.id === id)?.name ?? id ?? "");
}

/** `Maren Olsen (Norway)` */
function personOf({ name, delegation }: Creator, { delegations }: Names): string {
  if (delegation === null) return oneLine(name);
  const known = delegations.find(({ slug }) => slug === delegation);
  return oneLine(`${name} (${known?.name ?? delegation})`);
}

function quotedIn(annotation: Annotation, place: ParagraphId): string | null {
  const target = targetIn(annotation, place);
  return (target && quoteOf(target)?.exact) ?? null;
}

/** One list item per thread, its replies nested in it. */
export function threadBlocks(
  annotations: readonly Annotation[],
  place: ParagraphId,
  names: Names,
): BlockContent[] {
  const items = threadsOf(annotations).map((thread) => threadItem(thread, place, names));
  return items.length === 0 ? [] : [list(items, true)];
}

function threadItem({ root, replies }: Thread, place: ParagraphId, names: Names): BlockContent[] {
  const quote = quotedIn(root, place);
  const answers = replies.map((reply) => [headLine(reply, [], names), ...paragraphsOf(wordsOf(reply))]);
  return [
    headLine(root, [...doingOf(root, names), ...statusOf(root), ...elsewhere(root, place, names)], names),
    ...(quote === null ? [] : [quotation([paragraph(...linesOf(quote.trim()))])]),
    ...paragraphsOf(wordsOf(root)),
    ...(answers.length === 0 ? [] : [list(answers, true)]),
  ];
}

const headLine = (annotation: Annotation, facts: readonly string[], names: Names): BlockContent =>
  paragraph(...headWords(annotation, facts, names));

function headWords(annotation: Annotation, facts: readonly string[], names: Names): PhrasingContent[] {
  const rest = [timeOf(annotation.created), ...facts];
  return [strong(personOf(annotation.creator, names)), text(` · ${rest.join(" · ")}`)];
}

function doingOf(root: Annotation, names: Names): string[] {
  if (themeOf(root) !== null) return [`tagged ${themeName(root, names)}`];
  return root.motivation === "highlighting" ? ["highlighted"] : [];
}

/** Only what is asked or said can be settled. */
const statusOf = ({ motivation, status }: Annotation): string[] =>
  motivation === "commenting" || motivation === "replying" ? [status] : [];

/** The other paragraphs that the same annotation speaks of, by their labels. */
function elsewhere(annotation: Annotation, place: ParagraphId, { text: { paragraphs } }: Names): string[] {
  if (!("length" in annotation.target)) return [];
  const others = [...new Set(annotation.target.map((target) => target.paragraph))].filter(
    (id) => id !== place,
  );
  const labels = others.map((id) => paragraphs.find((paragraph) => paragraph.id === id)?.label ?? id);
  return labels.length === 0 ? [] : [`also on ${labels.join(", ")}`];
}
