import { type Annotation, type AnnotationId, quoteOf, targetIn } from "@apostil/shared/model";
import { Highlighter, X } from "lucide-react";
import { words } from "../i18n/index.ts";
import { cx, IconButton } from "../ui/index.ts";
import styles from "./card.module.css";
import { Composer } from "./composer.tsx";
import { LayerMark } from "./layer-mark.tsx";
import { useMarking, useRights } from "./marking.tsx";
import { type CardProps, pointing, ThreadCard } from "./thread-card.tsx";
import type { Arranged } from "./threads.ts";
import { useCommands } from "./use-commands.ts";

export type CardsProps = {
  readonly paragraph: CardProps["paragraph"];
  readonly arranged: Pick<Arranged, "threads" | "highlights">;
  /** Pointed at, or pressed. */
  readonly lit: readonly AnnotationId[];
  /** Pressed, or linked to. */
  readonly pinned: readonly AnnotationId[];
  readonly onPoint: CardProps["onPoint"];
  /** A comment that is being written here. */
  readonly writing: Writing | null;
};

/** A comment under way: which words it quotes (`null`: the whole paragraph), and what to do with it. */
export type Writing = {
  readonly quote: string | null;
  readonly onSend: (words: string) => void;
  readonly onCancel: () => void;
};

/** A paragraph's comments and highlights, in the order of its words, and the one being written. */
export function Cards({ paragraph, arranged, lit, pinned, onPoint, writing }: CardsProps) {
  const { text, layer } = useMarking();
  return (
    <>
      {writing ? (
        <div className={cx(styles["card"], styles["on"])}>
          {writing.quote ? <q className={styles["quote"]}>{writing.quote}</q> : null}
          <Composer
            draft={`new ${text.id}/${paragraph.id} ${writing.quote ?? ""}`}
            layer={layer}
            label={words.annotations.write}
            placeholder={words.annotations.writePlaceholder}
            action={words.annotations.send}
            onSend={writing.onSend}
            onCancel={writing.onCancel}
          />
        </div>
      ) : null}
      {arranged.threads.map((thread) => (
        <ThreadCard
          key={thread.root.id}
          thread={thread}
          paragraph={paragraph}
          on={lit.includes(thread.root.id)}
          pinned={pinned.includes(thread.root.id)}
          onPoint={onPoint}
        />
      ))}
      {arranged.highlights.map((annotation) => (
        <HighlightLine
          key={annotation.id}
          annotation={annotation}
          paragraph={paragraph}
          on={lit.includes(annotation.id)}
          onPoint={onPoint}
        />
      ))}
    </>
  );
}

/** A highlight has no words of its own: one line that says whose it is. */
function HighlightLine({
  annotation,
  paragraph,
  on,
  onPoint,
}: Omit<CardProps, "pinned"> & { readonly annotation: Annotation }) {
  const rights = useRights();
  const { remove } = useCommands();
  const { creator, layer } = annotation;
  const target = targetIn(annotation, paragraph.id);
  return (
    <div
      id={`card-${annotation.id}`}
      className={cx(styles["line"], on && styles["on"])}
      title={(target && quoteOf(target)?.exact) ?? ""}
      {...pointing([annotation.id], onPoint)}
    >
      <Highlighter size={14} aria-hidden="true" />
      <span>{words.annotations.highlight(creator.name)}</span>
      <LayerMark layer={layer} short />
      {rights("removeAnnotation", layer, creator.id) ? (
        <IconButton
          className={styles["more"] ?? ""}
          label={words.annotations.removeHighlight}
          icon={<X size={14} aria-hidden="true" />}
          onClick={() => remove(annotation)}
        />
      ) : null}
    </div>
  );
}
