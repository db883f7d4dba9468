import { words } from "../i18n/index.ts";
import { Button, EmptyState, Kbd } from "../ui/index.ts";
import { useActions } from "./actions.ts";
import styles from "./reader.module.css";

const { reader: say } = words;

export type NothingMarkedProps = {
  /** Open suggestions of the codebook's key words. */
  readonly suggestions: number;
  /** Leads to the first of them. */
  readonly onSuggestions: () => void;
};

/** Nobody has commented or tagged anything yet: how to begin. */
export function NothingMarked({ suggestions, onSuggestions }: NothingMarkedProps) {
  const { mayAnnotate } = useActions();
  const [before, key, after] = say.emptyHint(say.keys.note);
  const show =
    suggestions > 0 ? <Button onClick={onSuggestions}>{say.showSuggestions(suggestions)}</Button> : null;
  return (
    <div className={styles["nothing"]}>
      <EmptyState title={say.empty} action={show}>
        {mayAnnotate ? (
          <>
            {before}
            <Kbd>{key}</Kbd>
            {after}
          </>
        ) : (
          say.emptyReader
        )}
      </EmptyState>
    </div>
  );
}
