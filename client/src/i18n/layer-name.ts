import type { LayerView } from "@apostil/shared/protocol";
import { words } from "./words.ts";

/** What a layer is called: a delegation's by its name, the others by our words. */
export function layerName({ kind, name }: Pick<LayerView, "kind" | "name">): string {
  return kind === "delegation" ? name : words.layers[kind];
}
