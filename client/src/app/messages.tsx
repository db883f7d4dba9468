import { Link } from "wouter";
import { explain, words } from "../i18n/index.ts";
import { Button, EmptyState, useTitle } from "../ui/index.ts";
import styles from "./app.module.css";

/** An address that leads nowhere. */
export function NotFound() {
  useTitle(words.app.notFound);
  return (
    <main className={styles["message"]}>
      <EmptyState level={1} title={words.app.notFound} action={<Link href="/">{words.app.toLibrary}</Link>}>
        {words.app.notFoundHint}
      </EmptyState>
    </main>
  );
}

const reload = <Button onClick={() => location.reload()}>{words.common.reload}</Button>;

/** In place of a screen, or of everything, that threw. */
export function Broken({ everything = false }: { readonly everything?: boolean }) {
  return (
    <main className={styles["message"]}>
      <EmptyState level={1} title={everything ? words.app.broke : words.app.screenBroke} action={reload}>
        {words.app.brokeHint}
      </EmptyState>
    </main>
  );
}

/** The server could not say who is signed in. */
export function StartFailed({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  useTitle(words.app.startFailed);
  return (
    <main className={styles["message"]}>
      <EmptyState
        level={1}
        title={words.app.startFailed}
        action={<Button onClick={again}>{words.common.retry}</Button>}
      >
        {explain(error)}
      </EmptyState>
    </main>
  );
}
