import type { LayerView } from "@apostil/shared/protocol";

/** Formats that the server writes, in the order that they are offered. */
export const FORMATS = ["md", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** What is chosen at first: the layer that everybody reads. */
export const FIRST_LAYERS: ReadonlySet<string> = new Set(["shared"]);

/** The layer ticked or not. */
export function toggled(chosen: ReadonlySet<string>, layer: string, on: boolean): ReadonlySet<string> {
  const next = new Set(chosen);
  if (on) next.add(layer);
  else next.delete(layer);
  return next;
}

/** The chosen layers, in the order that they are offered; those that can't be read any more are left out. */
export const chosenOf = (layers: readonly LayerView[], chosen: ReadonlySet<string>): readonly LayerView[] =>
  layers.filter(({ layer }) => chosen.has(layer));

/** Of these, the ones that not everybody in the workspace may read. */
export const confidential = (layers: readonly LayerView[]): readonly LayerView[] =>
  layers.filter(({ kind }) => kind !== "shared" && kind !== "final");
