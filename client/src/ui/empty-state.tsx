import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

export type EmptyStateProps = {
  readonly title: string;
  /** What one can do about it, in a sentence. */
  readonly children?: ReactNode;
  /** The button that does it. */
  readonly action?: ReactNode;
  /** Level of the title in the page's outline. */
  readonly level?: 1 | 2 | 3;
};

/** There is nothing here yet, or something went wrong: what it is, and what to do. */
export function EmptyState({ title, children, action, level = 2 }: EmptyStateProps) {
  const Title = `h${level}` as const;
  return (
    <div className={styles["empty"]}>
      <Title className={styles["title"]}>{title}</Title>
      {children ? <p>{children}</p> : null}
      {action ? <div className={styles["action"]}>{action}</div> : null}
    </div>
  );
}
