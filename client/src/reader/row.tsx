import type { AnnotationId, Paragraph } from "@apostil/shared/model";
import { type CSSProperties, type MouseEvent, memo, useCallback, useMemo } from "react";
import { AddTag, type Arranged, arrange, delegationOf, TagChips, useMarking } from "../annotations/index.ts";
import { words } from "../i18n/index.ts";
import { type ParagraphMarks, type PersonHere, useMe } from "../session/index.ts";
import { AvatarStack } from "../ui/index.ts";
import { useActions } from "./actions.ts";
import { Descriptions } from "./descriptions.tsx";
import { Margin } from "./margin.tsx";
import { ParagraphBar } from "./paragraph-bar.tsx";
import { ParagraphWords } from "./paragraph-words.tsx";
import { cardsHeight, Place, underHeight } from "./place.tsx";
import { mountedIn, useLit, useReading, useReadingStore } from "./reading.ts";
import styles from "./row.module.css";
import { RowNotes } from "./row-notes.tsx";

export type RowProps = {
  readonly paragraph: Paragraph;
  /** The same until something in this paragraph changes. */
  readonly marks: ParagraphMarks;
  /** Its line in the grid, from 1. */
  readonly line: number;
  /** The line before which its cards must end: that of the next paragraph that has some. */
  readonly until: number;
  /** The window is so narrow that cards come in a sheet. */
  readonly narrow: boolean;
};

const NOBODY: readonly PersonHere[] = [];

/**
 * A paragraph: its label, its words with tags and notes under them, and its cards beside them. The cards are no part of
 * the section: they may hang down beside the paragraphs that follow and have none, so that the text keeps its rhythm.
 * Far from the window there are the words alone, and the place of all else.
 */
export const Row = memo(function Row({ paragraph, marks, line, until, narrow }: RowProps) {
  const { id } = paragraph;
  const reading = useReadingStore();
  const chosen = useReading((now) => now.chosen === id);
  const mounted = useReading((now) => mountedIn(now).has(id));
  const underWay = useReading((now) => now.task?.picked.find((words) => words.paragraph === id) ?? null);
  const lit = useLit(id);
  const { themes } = useMarking();
  const { member } = useMe();
  const { annotations } = marks;
  const arranged = useMemo(
    () => (mounted ? arrange(annotations, paragraph, themes, member.id) : null),
    [mounted, annotations, paragraph, themes, member.id],
  );
  const { onPoint, onPress } = usePointing(id);
  return (
    <>
      <section
        id={id}
        tabIndex={-1}
        className={styles["row"]}
        style={placed(line, paragraph.text.length, underHeight(marks))}
        data-on={chosen || undefined}
        data-row={id}
        data-kind={paragraph.kind}
        onPointerDown={() => choose(reading, id)}
      >
        <Gutter paragraph={paragraph} />
        <div className={styles["column"]} data-level={paragraph.level || undefined}>
          <ParagraphWords
            paragraph={paragraph}
            annotations={annotations}
            lit={lit}
            underWay={underWay}
            onPoint={onPoint}
            onPress={onPress}
          />
          <Place
            of={`under ${id}`}
            className={styles["under"]}
            drawn={marks.isHere && mounted}
            guess={underHeight(marks)}
          >
            {arranged ? (
              <>
                <Descriptions annotations={annotations} />
                <Under paragraph={paragraph} arranged={arranged} lit={lit} onPoint={onPoint} />
                <RowNotes paragraph={paragraph} />
              </>
            ) : null}
          </Place>
          {mounted ? (
            <div className={styles["bar"]}>
              <ParagraphBar paragraph={paragraph} />
            </div>
          ) : null}
        </div>
      </section>
      {narrow || (!mounted && cardsHeight(marks) === 0) ? null : (
        <Place
          of={`margin ${id}`}
          className={styles["margin"]}
          style={{ gridRow: `${line} / ${until}` }}
          drawn={marks.isHere && mounted}
          guess={cardsHeight(marks)}
        >
          {arranged ? <Margin paragraph={paragraph} arranged={arranged} onPoint={onPoint} /> : null}
        </Place>
      )}
    </>
  );
});

function usePointing(id: Paragraph["id"]) {
  const reading = useReadingStore();
  const onPoint = useCallback(
    (ids: readonly AnnotationId[] | null) =>
      reading.set({ pointed: ids && ids.length > 0 ? { paragraph: id, ids } : null }),
    [reading, id],
  );
  const onPress = useCallback(
    (ids: readonly AnnotationId[]) => {
      reading.set({ chosen: id, current: id, pinned: { paragraph: id, ids }, sheet: id });
      document.getElementById(`card-${ids[0]}`)?.scrollIntoView({ block: "nearest" });
    },
    [reading, id],
  );
  return { onPoint, onPress };
}

/** Characters of a line of the text column: for guessing the height of rows that were never drawn. */
const LINE_LENGTH = 66;

const placed = (line: number, length: number, under: number): CSSProperties =>
  ({ gridRow: line, "--lines": Math.ceil(length / LINE_LENGTH), "--under": `${under}px` }) as CSSProperties;

/** Pressing anywhere in a paragraph chooses it; what was lit up elsewhere goes out. */
function choose(reading: ReturnType<typeof useReadingStore>, id: Paragraph["id"]): void {
  const { chosen, pinned } = reading.get();
  if (chosen === id) return;
  reading.set({ chosen: id, current: id, pinned: pinned?.paragraph === id ? pinned : null });
}

/** The label, which is the link to the paragraph, and who is there. */
function Gutter({ paragraph }: { readonly paragraph: Paragraph }) {
  const { copyLink } = useActions();
  const { id, label } = paragraph;
  const press = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    copyLink(id);
  };
  return (
    <div className={styles["gutter"]}>
      {label ? (
        <a href={`#${id}`} className={styles["label"]} title={words.reader.copyLinkOf(label)} onClick={press}>
          {label}
        </a>
      ) : null}
      <Here paragraph={paragraph} />
    </div>
  );
}

function Here({ paragraph }: { readonly paragraph: Paragraph }) {
  const people = useReading((now) => now.people.get(paragraph.id) ?? NOBODY);
  const { delegations } = useMarking();
  if (people.length === 0) return null;
  const label = words.reader.here(paragraph.label ?? words.reader.unnumbered);
  const shown = people.map(({ member, name, delegation, colour }) => {
    const from = delegationOf(delegations, delegation).name;
    return { key: member, name, colour, label: from ? `${name}, ${from}` : name };
  });
  return <AvatarStack people={shown} label={label} size="small" most={2} />;
}

type UnderProps = {
  readonly paragraph: Paragraph;
  readonly arranged: Arranged;
  readonly lit: readonly AnnotationId[];
  readonly onPoint: (ids: readonly AnnotationId[] | null) => void;
};

/** The line of tags under the words, and in narrow windows the way to the comments. */
function Under({ paragraph, arranged, lit, onPoint }: UnderProps) {
  const { mayAnnotate, startTag } = useActions();
  const reading = useReadingStore();
  const { tags, suggestions, threads } = arranged;
  const tagged = tags.length + suggestions.length > 0;
  if (!tagged && threads.length === 0) return null;
  const label = paragraph.label ?? words.reader.unnumbered;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend in sight
    <div
      className={styles["tags"]}
      data-tagged={tagged || undefined}
      role="group"
      aria-label={words.annotations.tags(label)}
    >
      <TagChips paragraph={paragraph.id} tags={tags} suggestions={suggestions} lit={lit} onPoint={onPoint} />
      {mayAnnotate && tagged ? <AddTag onAdd={() => startTag(paragraph.id, [])} /> : null}
      {threads.length > 0 ? (
        <button
          type="button"
          className={styles["count"]}
          onClick={() => reading.set({ sheet: paragraph.id, chosen: paragraph.id })}
        >
          {words.reader.commentsHere(threads.length)}
        </button>
      ) : null}
    </div>
  );
}
