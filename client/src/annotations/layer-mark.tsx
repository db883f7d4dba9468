import { Lock } from "lucide-react";
import { layerName, words } from "../i18n/index.ts";
import styles from "./layer-mark.module.css";
import { useMarking, viewOf } from "./marking.tsx";

/** Says who else reads words that are not shared: a lock and "Norway only". Nothing for the shared layer. */
export function LayerMark({ layer, short = false }: { readonly layer: string; readonly short?: boolean }) {
  const { layers } = useMarking();
  if (layer === "shared") return null;
  const view = viewOf(layers, layer);
  const name = view ? layerName(view) : layer;
  return (
    <span className={styles["lock"]}>
      <Lock size={12} aria-hidden="true" />
      {!short && view?.kind === "delegation" ? words.layers.only(name) : name}
    </span>
  );
}
