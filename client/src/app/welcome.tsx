import { words } from "../i18n/index.ts";
import { useTitle } from "../ui/index.ts";
import styles from "./front.module.css";

/** For whoever is not signed in: what this is, and how to come in. */
export function Welcome({ left }: { readonly left: boolean }) {
  useTitle(left ? words.app.signedOut : words.welcome.title);
  return (
    <main className={styles["front"]}>
      <div className={styles["sheet"]}>
        <p className={styles["mark"]}>{words.common.product}</p>
        {left ? (
          <p className={styles["left"]} role="status">
            {words.welcome.gone}
          </p>
        ) : null}
        <h1 className={styles["title"]}>{words.welcome.lead}</h1>
        <p className={styles["read"]}>{words.welcome.what}</p>
        <p className={styles["read"]}>{words.welcome.how}</p>
      </div>
    </main>
  );
}
