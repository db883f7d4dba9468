import type { LayerView } from "@apostil/shared/protocol";

/** A room in words: its paragraph's id as people write labels, and the layer if it can still be read. */
export function placeOf(
  room: string,
  layers: readonly LayerView[],
): { readonly paragraph: string; readonly layer: LayerView | null } {
  const [, paragraph = "", word] = room.split("/");
  return { paragraph: paragraph.toUpperCase(), layer: layers.find(({ layer }) => layer === word) ?? null };
}
