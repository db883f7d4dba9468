import type { Annotation, AnnotationId, ParagraphId } from "@apostil/shared/model";
import { X } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { arrange, useMarking } from "../annotations/index.ts";
import { words } from "../i18n/index.ts";
import { NO_MARKS, type ParagraphMarks, useMe } from "../session/index.ts";
import { IconButton } from "../ui/index.ts";
import { rectOf } from "./dom-range.ts";
import { Margin } from "./margin.tsx";
import { useLit, useReading, useReadingStore } from "./reading.ts";
import styles from "./sheet.module.css";

export type SheetProps = { readonly marks: ReadonlyMap<ParagraphId, ParagraphMarks> };

/** In narrow windows: the cards of one paragraph, from below. The text above stays there to read and to press. */
export function Sheet({ marks }: SheetProps) {
  const wanted = useReading((now) => (now.task?.kind === "comment" ? now.task.paragraph : now.sheet));
  const { text } = useMarking();
  const paragraph = text.paragraphs.find(({ id }) => id === wanted);
  if (!paragraph) return null;
  return (
    <Open
      key={paragraph.id}
      paragraph={paragraph}
      annotations={(marks.get(paragraph.id) ?? NO_MARKS).annotations}
    />
  );
}

type OpenProps = {
  readonly paragraph: ReturnType<typeof useMarking>["text"]["paragraphs"][number];
  readonly annotations: readonly Annotation[];
};

function Open({ paragraph, annotations }: OpenProps) {
  const { id } = paragraph;
  const { themes } = useMarking();
  const { member } = useMe();
  const reading = useReadingStore();
  const writing = useReading((now) => now.task?.kind === "comment");
  const arranged = useMemo(
    () => arrange(annotations, paragraph, themes, member.id),
    [annotations, paragraph, themes, member.id],
  );
  const close = () => reading.set({ sheet: null, task: null });
  const cards = arranged.threads.length + arranged.highlights.length;
  const label = paragraph.label ?? words.reader.unnumbered;
  const sheet = useShown(id);
  if (cards === 0 && !writing) return null;
  return (
    <section ref={sheet} className={styles["sheet"]} aria-label={words.reader.sheet(label)}>
      <header>
        <b>{label}</b>
        <span>{words.reader.commentsHere(arranged.threads.length)}</span>
        <IconButton
          label={words.reader.closeSheet}
          icon={<X size={16} aria-hidden="true" />}
          onClick={close}
        />
      </header>
      <div className={styles["cards"]}>
        <Margin
          paragraph={paragraph}
          arranged={arranged}
          onPoint={(ids: readonly AnnotationId[] | null) =>
            reading.set({ pointed: ids ? { paragraph: id, ids } : null })
          }
        />
      </div>
    </section>
  );
}

/** How much of the window stays above the sheet. */
const ABOVE = 0.42;

/** Brings the card that was asked for into sight, and its words above the sheet. */
function useShown(paragraph: ParagraphId) {
  const sheet = useRef<HTMLElement>(null);
  const [first] = useLit(paragraph);
  const picked = useReading((now) => now.task?.picked[0] ?? null);
  useEffect(() => {
    if (first) sheet.current?.querySelector(`#card-${first}`)?.scrollIntoView({ block: "nearest" });
    const words = first ? document.querySelector(`[data-ids~="${first}"]`)?.getBoundingClientRect() : null;
    const rect = words ?? rectOf(picked ?? { paragraph, start: 0, end: Number.MAX_SAFE_INTEGER });
    const hidden = rect ? rect.bottom - innerHeight * ABOVE : 0;
    if (hidden > 0) scrollBy({ top: hidden });
  }, [first, paragraph, picked]);
  return sheet;
}
