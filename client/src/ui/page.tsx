import type { ReactNode } from "react";
import styles from "./page.module.css";
import { useTitle } from "./use-title.ts";

export type PageProps = {
  readonly title: string;
  /** A quiet line under the title. */
  readonly about?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A screen of lists and forms: its title (in the browser's tab too), what it is about, what one can do. */
export function Page({ title, about, actions, children }: PageProps) {
  useTitle(title);
  return (
    <main className={styles["page"]}>
      <header className={styles["head"]}>
        <div>
          <h1 className={styles["title"]}>{title}</h1>
          {about ? <p className={styles["about"]}>{about}</p> : null}
        </div>
        {actions ? <div className={styles["actions"]}>{actions}</div> : null}
      </header>
      {children}
    </main>
  );
}

/** A part of a page with a small heading of its own. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={styles["section"]}>
      <header className={styles["line"]}>
        <h2 className={styles["small"]}>{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  );
}

export type SectionProps = {
  readonly title: string;
  /** Buttons at the end of the heading's line. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A white panel with an edge, for tables and lists. */
export function Panel({ children }: { readonly children: ReactNode }) {
  return <div className={styles["panel"]}>{children}</div>;
}
