import type { Annotation, AnnotationId, Paragraph } from "@apostil/shared/model";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useMemo,
} from "react";
import { type Picked, useMarking } from "../annotations/index.ts";
import { cx } from "../ui/index.ts";
import { wordsOf } from "./dom-range.ts";
import { marksOf } from "./marks.ts";
import styles from "./paragraph-words.module.css";
import { type LanedMark, type Mark, type Segment, segmentsOf } from "./segments.ts";
import { verbLength } from "./verb.ts";

/** Id of the words that a comment or tag is being made on. */
const UNDER_WAY = "under-way" as AnnotationId;

export type ParagraphWordsProps = {
  readonly paragraph: Paragraph;
  readonly annotations: readonly Annotation[];
  readonly lit: readonly AnnotationId[];
  /** Words that a comment or tag is being made on. */
  readonly underWay: Picked | null;
  readonly onPoint: (ids: readonly AnnotationId[] | null) => void;
  readonly onPress: (ids: readonly AnnotationId[]) => void;
};

/** Id of the element that says what an annotation of words is, for {@link ParagraphWords} to point at. */
export const describedBy = (id: AnnotationId): string => `about-${id}`;

const idsAt = (target: EventTarget): readonly AnnotationId[] => {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-ids]") : null;
  return (element?.dataset["ids"]?.split(" ") ?? []) as AnnotationId[];
};

/** A paragraph's words: verb, references, dates and everything that people marked in them. */
export const ParagraphWords = memo(function ParagraphWords(props: ParagraphWordsProps) {
  const { paragraph, lit, onPoint, onPress } = props;
  const { text } = useMarking();
  const segments = useSegments(props);
  const press = (target: EventTarget) => {
    const ids = idsAt(target);
    if (ids.length > 0 && document.getSelection()?.isCollapsed !== false) onPress(ids);
    return ids.length > 0;
  };
  const Tag = paragraph.kind === "heading" ? "h2" : "p";
  return (
    <Tag
      {...wordsOf(paragraph.id)}
      lang={text.language}
      className={cx(styles["words"], styles[paragraph.kind])}
      onPointerOver={(event: PointerEvent) => {
        const ids = idsAt(event.target);
        onPoint(ids.length > 0 ? ids : null);
      }}
      onPointerLeave={() => onPoint(null)}
      onFocus={(event) => onPoint(idsAt(event.target))}
      onBlur={() => onPoint(null)}
      onClick={(event: MouseEvent) => press(event.target)}
      onKeyDown={(event: KeyboardEvent) => {
        if ((event.key === "Enter" || event.key === " ") && press(event.target)) event.preventDefault();
      }}
    >
      {segments.map((segment) => (
        <Words key={segment.start} segment={segment} lit={lit} />
      ))}
    </Tag>
  );
});

function useSegments({ paragraph, annotations, lit, underWay }: ParagraphWordsProps): Segment[] {
  const { text, themes } = useMarking();
  return useMemo(() => {
    const making: Mark[] = underWay
      ? [{ ...underWay, id: UNDER_WAY, ids: [UNDER_WAY], colour: "var(--accent)" }]
      : [];
    return segmentsOf(paragraph.text, {
      verb: verbLength(text, paragraph),
      references: paragraph.references,
      dates: paragraph.dates,
      marks: [...marksOf(annotations, paragraph, themes, lit), ...making],
    });
  }, [text, themes, paragraph, annotations, lit, underWay]);
}

/** The words of one segment inside their marks. Where an annotation begins, they can be focused and say what it is. */
function Words({
  segment,
  lit,
}: {
  readonly segment: Segment;
  readonly lit: readonly AnnotationId[];
}): ReactNode {
  const inner = segment.marks.reduceRight<ReactNode>(
    (inside, mark) => <Marked mark={mark} lit={lit} inside={inside} />,
    <Plain segment={segment} />,
  );
  const begins = segment.begins.filter((id) => id !== UNDER_WAY);
  const ids = segment.marks.flatMap((mark) => mark.ids).filter((id) => id !== UNDER_WAY);
  if (ids.length === 0) return inner;
  if (begins.length === 0) return <span data-ids={ids.join(" ")}>{inner}</span>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element breaks lines as a box, words must flow
    <span
      role="button"
      tabIndex={0}
      className={styles["begins"]}
      data-ids={ids.join(" ")}
      aria-describedby={begins.map(describedBy).join(" ")}
    >
      {inner}
    </span>
  );
}

type MarkedProps = {
  readonly mark: LanedMark;
  readonly lit: readonly AnnotationId[];
  readonly inside: ReactNode;
};

function Marked({ mark, lit, inside }: MarkedProps) {
  const on = mark.id === UNDER_WAY || mark.ids.some((id) => lit.includes(id));
  const style = { "--c": mark.colour, "--lane": mark.lane } as CSSProperties;
  return (
    <mark className={cx(styles["mark"], on && styles["on"])} style={style}>
      {inside}
    </mark>
  );
}

function Plain({ segment: { text, verb, reference, date } }: { readonly segment: Segment }) {
  if (verb) return <em className={styles["verb"]}>{text}</em>;
  if (reference)
    return (
      <cite className={styles["reference"]} title={reference}>
        {text}
      </cite>
    );
  if (date)
    return (
      <time className={styles["date"]} dateTime={date}>
        {text}
      </time>
    );
  return text;
}
