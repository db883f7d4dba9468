import type { ParagraphId } from "@apostil/shared/model";
import { useMemo } from "react";
import { useMarking } from "../annotations/index.ts";
import { NO_MARKS, type ParagraphMarks } from "../session/index.ts";
import { endLines } from "./lines.ts";
import { useReading } from "./reading.ts";
import styles from "./row.module.css";
import { Row } from "./row.tsx";

/** From this many paragraphs on, rows that are out of sight are not laid out: below, it takes less than 50 ms. */
const LONG_PARAGRAPHS = 400;

export type RowsProps = {
  readonly marks: ReadonlyMap<ParagraphId, ParagraphMarks>;
  readonly narrow: boolean;
};

/** All paragraphs of the text. */
export function Rows({ marks, narrow }: RowsProps) {
  const { text } = useMarking();
  const writing = useReading((now) => (now.task?.kind === "comment" ? now.task.paragraph : null));
  const ends = useMemo(() => endLines(text.paragraphs, marks, writing), [text.paragraphs, marks, writing]);
  return (
    <div className={styles["rows"]} data-long={text.paragraphs.length >= LONG_PARAGRAPHS || undefined}>
      {text.paragraphs.map((paragraph, index) => (
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
