import { LoaderCircle } from "lucide-react";
import type { CSSProperties } from "react";
import { cx } from "./cx.ts";
import styles from "./spinner.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** Something is under way. Without a label it says nothing to a screen reader: for places whose words say it already. */
export function Spinner({ label, size = 14 }: { readonly label?: string; readonly size?: number }) {
  return (
    <>
      <LoaderCircle aria-hidden="true" size={size} className={cx(styles["spinner"])} />
      {label ? <VisuallyHidden>{label}</VisuallyHidden> : null}
    </>
  );
}

/**
 * Grey lines in the place of words that are on their way, so that the page does not jump when they come.
 * @param label what is loading, for a screen reader
 */
export function Skeleton({ label, lines = 3 }: { readonly label: string; readonly lines?: number }) {
  return (
    <div role="status" className={cx(styles["skeleton"])}>
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} aria-hidden="true" style={lineStyle(line, lines)} />
      ))}
    </div>
  );
}

/** The last line of a paragraph is shorter; the others differ a little. */
function lineStyle(line: number, lines: number): CSSProperties {
  return { width: line === lines - 1 && lines > 1 ? "58%" : `${100 - ((line * 7) % 12)}%` };
}
