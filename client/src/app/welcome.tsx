import { welcomeWords, words } from "../i18n/index.ts";
import { useTitle } from "../ui/index.ts";
import styles from "./front.module.css";

/** For whoever is not signed in: what this is, and how to come in. */
export function Welcome({ left }: { readonly left: boolean }) {
  useTitle(left ? words.app.signedOut : welcomeWords.title);
  return (
    <main className={styles["front"]}>
      <div className={styles["sheet"]}>
        <p className={styles["mark"]}>{words.common.product}</p>
        {left ? (
          <p className={styles["left"]} role="status">
            {welcomeWords.gone}
          </p>
        ) : null}
        <h1 className={styles["title"]}>{welcomeWords.lead}</h1>
        <p className={styles["read"]}>{welcomeWords.what}</p>
        <p className={styles["read"]}>{welcomeWords.how}</p>
        <Specimen />
      </div>
    </main>
  );
}

/** What the work looks like: a clause with its label, words of it marked, and what somebody said of them. */
function Specimen() {
  const { label, verb, before, marked, after, theme, said, who } = welcomeWords.specimen;
  return (
    <figure className={styles["specimen"]} aria-label={welcomeWords.example}>
      <span className={styles["label"]}>{label}</span>
      <p className={styles["clause"]}>
        <em>{verb}</em> {before} <mark>{marked}</mark> {after}
      </p>
      <div className={styles["beside"]}>
        <span className={styles["tag"]}>{theme}</span>
        <p className={styles["said"]}>
          <b>{who}</b> {said}
        </p>
      </div>
    </figure>
  );
}
