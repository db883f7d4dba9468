import type { AnnotationId, Paragraph } from "@apostil/shared/model";
import { type Arranged, Cards, type Writing } from "../annotations/index.ts";
import { words } from "../i18n/index.ts";
import { useActions } from "./actions.ts";
import { type Task, useLit, usePinned, useReading } from "./reading.ts";

export type MarginProps = {
  readonly paragraph: Paragraph;
  readonly arranged: Arranged;
  readonly onPoint: (ids: readonly AnnotationId[] | null) => void;
};

/** A paragraph's cards, and the comment that is being written on it: beside the words, or in the sheet. */
export function Margin({ paragraph, arranged, onPoint }: MarginProps) {
  const lit = useLit(paragraph.id);
  const pinned = usePinned(paragraph.id);
  const task = useReading((now) => (now.task?.paragraph === paragraph.id ? now.task : null));
  const writing = useWriting(task);
  if (!writing && arranged.threads.length + arranged.highlights.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend in sight
    <div role="group" aria-label={words.annotations.margin(paragraph.label ?? words.reader.unnumbered)}>
      <Cards
        paragraph={paragraph}
        arranged={arranged}
        lit={lit}
        pinned={pinned}
        onPoint={onPoint}
        writing={writing}
      />
    </div>
  );
}

function useWriting(task: Task | null): Writing | null {
  const { sendComment, stop } = useActions();
  if (task?.kind !== "comment") return null;
  const quote = task.picked.map(({ exact }) => exact).join(" … ");
  return { quote: quote || null, onSend: sendComment, onCancel: stop };
}
