import type { Annotation, ParagraphId } from "@apostil/shared/model";
import { useMemo } from "react";
import { useMarking } from "../annotations/index.ts";
import { endLines } from "./lines.ts";
import { useReading } from "./reading.ts";
import styles from "./row.module.css";
import { Row } from "./row.tsx";

const NOTHING: readonly Annotation[] = [];

export type RowsProps = {
  readonly annotations: ReadonlyMap<ParagraphId, readonly Annotation[]>;
  readonly narrow: boolean;
};

/** All paragraphs of the text. */
export function Rows({ annotations, narrow }: RowsProps) {
  const { text } = useMarking();
  const writing = useReading((now) => (now.task?.kind === "comment" ? now.task.paragraph : null));
  const ends = useMemo(
    () => endLines(text.paragraphs, annotations, writing),
    [text.paragraphs, annotations, writing],
  );
  return (
    <div className={styles["rows"]}>
      {text.paragraphs.map((paragraph, index) => (
        <Row
          key={paragraph.id}
          paragraph={paragraph}
          annotations={annotations.get(paragraph.id) ?? NOTHING}
          line={index + 1}
          until={ends[index] ?? index + 2}
          narrow={narrow}
        />
      ))}
    </div>
  );
}
