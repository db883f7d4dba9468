import {
  type Annotation,
  type Layer,
  layerKey,
  type Paragraph,
  type ParagraphId,
  wireLayer,
} from "@apostil/shared/model";
import type { BlockContent, RootContent } from "mdast";
import type { ExportContent, ExportedRoom } from "./content.ts";
import { tagBlocks, threadBlocks, timeOf } from "./markdown-annotations.ts";
import { heading, markdownOf, oneLine, paragraph, paragraphsOf, quotation, strong, text } from "./mdast.ts";
import type { NoteContent } from "./note.ts";
import { byPeople } from "./threads.ts";

/** The text to read and to print: under each paragraph its tags, its note and its threads. What people made, only. */
export function writeMarkdown(content: ExportContent): string {
  const parts = partsOf(content.text.paragraphs);
  const marks = marksOf(content.rooms);
  const body = content.text.paragraphs.flatMap((entry, index) => {
    const part = parts[index] ?? null;
    const title = part !== null && part !== (parts[index - 1] ?? null) ? [heading(2, PARTS[part])] : [];
    return [...title, ...paragraphBlocks(entry), ...markBlocks(entry.id, content, marks)];
  });
  return markdownOf([...headBlocks(content), ...body, ...formerBlocks(content, marks)]);
}

const PARTS = {
  coverage: "Coverage",
  preambular: "Preambular part",
  operative: "Operative part",
  annex: "Annex",
} as const;
type Part = keyof typeof PARTS;

const isPart = (kind: string): kind is Part => Object.hasOwn(PARTS, kind);

/** The part that each paragraph stands in. Headings and others belong to what they lead to; the last ones to what is before. */
export function partsOf(paragraphs: readonly Pick<Paragraph, "kind">[]): (Part | null)[] {
  const parts = paragraphs.map(({ kind }) => (isPart(kind) ? kind : null));
  for (let index = parts.length - 2; index >= 0; index--) parts[index] ??= parts[index + 1] ?? null;
  for (let index = 1; index < parts.length; index++) parts[index] ??= parts[index - 1] ?? null;
  return parts;
}

function headBlocks(content: ExportContent): RootContent[] {
  const { title, symbol, date } = content.text;
  const facts = [symbol, date].filter((fact) => fact !== null).join(" · ");
  const layers = content.layers.map((layer) => layerName(layer, content)).join(", ");
  return [
    heading(1, title),
    ...(facts === "" ? [] : [paragraph(text(oneLine(facts)))]),
    quotation([
      paragraph(text(`Exported from Apostil, ${timeOf(content.exported)}. Layers: ${layers || "none"}.`)),
    ]),
  ];
}

function layerName(layer: Layer, { delegations, owners }: ExportContent): string {
  if (layer.kind === "delegation") {
    const name = delegations.find(({ slug }) => slug === layer.slug)?.name ?? layer.slug;
    return oneLine(`${name} only`);
  }
  if ("member" in layer)
    return oneLine(`${wireLayer(layer)} (${owners.get(layer.member) ?? layer.member} only)`);
  return layer.kind;
}

function paragraphBlocks({ kind, label, text: words }: Paragraph): RootContent[] {
  if (kind === "heading") return [heading(3, label === null ? words : `${label} ${words}`)];
  const [first, ...rest] = paragraphsOf(words);
  if (label === null) return first ? [first, ...rest] : [];
  return [paragraph(strong(label), text(" "), ...(first?.children ?? [])), ...rest];
}

/** Tags, note and threads of one paragraph, layer by layer. */
function markBlocks(place: ParagraphId, content: ExportContent, marks: Marks): RootContent[] {
  return content.layers.flatMap((layer) => {
    const annotations = marks.annotations.get(placeKey(place, layer)) ?? [];
    const note = marks.notes.get(placeKey(place, layer));
    const named = layer.kind === "shared" ? "" : ` · ${layerName(layer, content)}`;
    return [
      ...titled(`Tags${named}`, tagBlocks(annotations, place, content)),
      ...titled(`Note${named}`, note ? [quotation(note.blocks)] : []),
      ...titled(`Comments${named}`, threadBlocks(annotations, place, content)),
    ];
  });
}

/** What stands under a paragraph, by {@link placeKey}. */
type Marks = {
  readonly annotations: ReadonlyMap<string, readonly Annotation[]>;
  readonly notes: ReadonlyMap<string, NoteContent>;
};

const placeKey = (paragraph: ParagraphId, layer: Layer): string => `${layerKey(layer)}/${paragraph}`;

/** An annotation that speaks of several paragraphs stands in one room, and is shown under each of them. */
function marksOf(rooms: readonly ExportedRoom[]): Marks {
  const annotations = new Map<string, Annotation[]>();
  const notes = new Map<string, NoteContent>();
  for (const { paragraph, layer, annotations: made, note } of rooms) {
    if (note) notes.set(placeKey(paragraph, layer), note);
    for (const annotation of byPeople(made))
      for (const place of placesOf(annotation, paragraph)) {
        const key = placeKey(place, layer);
        const there = annotations.get(key);
        if (there) there.push(annotation);
        else annotations.set(key, [annotation]);
      }
  }
  return { annotations, notes };
}

const placesOf = ({ target }: Annotation, home: ParagraphId): ReadonlySet<ParagraphId> =>
  new Set([home, ...("length" in target ? target.map(({ paragraph }) => paragraph) : [])]);

const titled = (title: string, blocks: readonly BlockContent[]): BlockContent[] =>
  blocks.length === 0 ? [] : [paragraph(strong(title)), ...blocks];

/** What was said of paragraphs that the text no longer has. */
function formerBlocks(content: ExportContent, marks: Marks): RootContent[] {
  const current = new Set(content.text.paragraphs.map(({ id }) => id));
  const former = new Set(content.rooms.map((room) => room.paragraph).filter((id) => !current.has(id)));
  if (former.size === 0) return [];
  const blocks = [...former].flatMap((id) => [heading(3, id), ...markBlocks(id, content, marks)]);
  return [heading(2, "Paragraphs that are no longer in the text"), ...blocks];
}
