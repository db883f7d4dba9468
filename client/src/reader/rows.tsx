import type { Paragraph, ParagraphId } from "@apostil/shared/model";
import { useMemo } from "react";
import { useMarking } from "../annotations/index.ts";
import { NO_MARKS, type ParagraphMarks } from "../session/index.ts";
import { endLines } from "./lines.ts";
import { useReading } from "./reading.ts";
import styles from "./row.module.css";
import { Row } from "./row.tsx";

/** From this many paragraphs on, rows that are out of sight are not laid out: below, it takes less than 50 ms. */
const LONG_PARAGRAPHS = 400;
/** Paragraphs of a long text that are laid out by themselves: a change in one moves the others of its grid alone. */
const GRID_PARAGRAPHS = 50;

export type RowsProps = {
  readonly marks: ReadonlyMap<ParagraphId, ParagraphMarks>;
  readonly narrow: boolean;
};

/** All paragraphs of the text. */
export function Rows({ marks, narrow }: RowsProps) {
  const { text } = useMarking();
  const isLong = text.paragraphs.length >= LONG_PARAGRAPHS;
  const grids = useMemo(
    () => gridsOf(text.paragraphs, isLong ? GRID_PARAGRAPHS : text.paragraphs.length),
    [text.paragraphs, isLong],
  );
  return grids.map((paragraphs) => (
    <Grid key={paragraphs[0]?.id} {...{ paragraphs, marks, narrow, isLong }} />
  ));
}

function gridsOf(paragraphs: readonly Paragraph[], size: number): (readonly Paragraph[])[] {
  const grids: (readonly Paragraph[])[] = [];
  for (let at = 0; at < paragraphs.length; at += size) grids.push(paragraphs.slice(at, at + size));
  return grids;
}

type GridProps = RowsProps & { readonly paragraphs: readonly Paragraph[]; readonly isLong: boolean };

/** Paragraphs on one grid; their cards hang down to its end at most. */
function Grid({ paragraphs, marks, narrow, isLong }: GridProps) {
  const writing = useReading((now) => (now.task?.kind === "comment" ? now.task.paragraph : null));
  const ends = useMemo(() => endLines(paragraphs, marks, writing), [paragraphs, marks, writing]);
  return (
    <div className={styles["rows"]} data-long={isLong || undefined}>
      {paragraphs.map((paragraph, index) => (
        <Row
          key={paragraph.id}
          paragraph={paragraph}
          marks={marks.get(paragraph.id) ?? NO_MARKS}
          line={index + 1}
          until={ends[index] ?? index + 2}
          narrow={narrow}
        />
      ))}
    </div>
  );
}
