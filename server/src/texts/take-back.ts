import {
  type Annotation,
  APOSTIL,
  type Codebook,
  type Layer,
  type Member,
  may,
  type Paragraph,
  type ParagraphId,
  Problem,
  resolveLayer,
  type Text,
} from "@apostil/shared/model";
import { type RoomKey, roomKey } from "@apostil/shared/protocol";
import type { RoomContent } from "../engine/engine.ts";
import type { ExportedText } from "./exported.ts";

/** What of an export goes into one room. */
export type RoomToFill = { readonly room: RoomKey; readonly content: RoomContent };

/**
 * The rooms that an export fills. Everything is kept as it claims to be, but says who brought it and when, so that
 * nobody's words are taken for a member's who never wrote them here.
 * @param by who imports; `null` for the operator, who has no layer of their own
 * @throws Problem notAllowed for a layer that isn't theirs, invalid for a paragraph that the text lacks
 */
export function roomsOf(
  { annotations, notes }: ExportedText,
  text: Pick<Text, "id" | "paragraphs">,
  by: Member | null,
  now: number,
): RoomToFill[] {
  const known = new Set(text.paragraphs.map(({ id }) => id));
  const rooms = new Map<RoomKey, { annotations: Annotation[]; note: Uint8Array | null }>();
  const roomAt = (paragraph: ParagraphId, word: string) => {
    if (!known.has(paragraph)) throw new Problem("invalid", `The text has no paragraph \`${paragraph}\`.`);
    const key = roomKey({ text: text.id, paragraph, layer: layerFor(word, by) });
    const room = rooms.get(key) ?? { annotations: [], note: null };
    rooms.set(key, room);
    return room;
  };
  const brought = { importedBy: by?.id ?? APOSTIL.id, importedAt: new Date(now).toISOString() };
  for (const annotation of annotations)
    roomAt(annotation.paragraph, annotation.layer).annotations.push({ ...annotation, ...brought });
  for (const { paragraph, layer, update } of notes)
    roomAt(paragraph, layer).note = new Uint8Array(Buffer.from(update, "base64"));
  return [...rooms].map(([room, content]) => ({ room, content }));
}

function layerFor(word: string, by: Member | null): Layer {
  const layer = resolveLayer(word, by?.id ?? APOSTIL.id);
  if (!layer) throw new Problem("invalid", `\`${word}\` is no layer.`);
  if (by && !may(by, { do: "annotate", layer }))
    throw new Problem("notAllowed", `This export holds the layer \`${word}\`, which is not yours.`);
  if (!by && "member" in layer)
    throw new Problem("invalid", `This export holds the layer \`${word}\`: its member alone can bring it.`);
  return layer;
}

/** Whether two texts have the same paragraphs with the same words, so that what was said of one fits the other. */
export const haveSameWords = (one: readonly Paragraph[], other: readonly Paragraph[]): boolean =>
  one.length === other.length &&
  one.every(({ id, text }, at) => id === other[at]?.id && text === other[at]?.text);

/** Ours, with the themes that only the export knows behind; `null` when it knows none. */
export function withThemesOf(ours: Codebook, exported: Codebook): Codebook | null {
  const known = new Set(ours.themes.map(({ id }) => id));
  const others = exported.themes.filter(({ id }) => !known.has(id));
  return others.length === 0 ? null : { themes: [...ours.themes, ...others] };
}
