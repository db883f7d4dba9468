import type { Text } from "@apostil/shared/model";
import { Lock } from "lucide-react";
import { useMarking } from "../annotations/index.ts";
import { layerName, textTitle, words } from "../i18n/index.ts";
import { useMe } from "../session/index.ts";
import { Segmented } from "../ui/index.ts";
import { useActions } from "./actions.ts";
import styles from "./head.module.css";
import { useReadingStore } from "./reading.ts";
import type { Summary } from "./summary.ts";

const { reader: say } = words;

/** A resolution is adopted on its day; of other texts the day alone is told. */
const isResolution = ({ symbol }: Pick<Text, "symbol">): boolean => /(^|\/)RES\//.test(symbol ?? "");

function metaOf(text: Text, summary: Summary): string {
  const numbered = text.paragraphs.filter(({ label }) => label !== null).length;
  const day = text.date && (isResolution(text) ? say.adopted(text.date) : say.dated(text.date));
  return [
    day,
    say.paragraphs(numbered || text.paragraphs.length),
    say.comments(summary.comments, summary.open),
    summary.themes.size > 0 && say.themes(summary.themes.size),
  ]
    .filter(Boolean)
    .join(" · ");
}

export type HeadProps = { readonly summary: Summary };

/** The text's title, what has been said about it, and the layer that one writes in. */
export function Head({ summary }: HeadProps) {
  const { text, layers, layer } = useMarking();
  const reading = useReadingStore();
  return (
    <header className={styles["head"]}>
      <div className={styles["wrap"]}>
        <h1>{textTitle(text)}</h1>
        <p className={styles["meta"]}>{metaOf(text, summary)}</p>
        <ReadOnly />
      </div>
      <div className={styles["side"]}>
        <Segmented
          label={words.layers.label}
          value={layer}
          onChange={(value) => reading.set({ layer: value })}
          options={layers.map((view) => ({
            value: view.layer,
            label: layerName(view),
            icon: view.kind === "shared" ? null : <Lock size={12} aria-hidden="true" />,
          }))}
        />
      </div>
    </header>
  );
}

/** Why there is nothing to press, for those who only read in this layer. */
function ReadOnly() {
  const { mayAnnotate } = useActions();
  const { member } = useMe();
  if (mayAnnotate) return null;
  return <p className={styles["readOnly"]}>{say.readOnly(words.roles[member.role])}</p>;
}
