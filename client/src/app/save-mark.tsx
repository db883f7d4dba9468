import { words } from "../i18n/index.ts";
import { type SaveState, useSaveState } from "../session/index.ts";
import { cx } from "../ui/index.ts";
import styles from "./bar.module.css";

/** Whether everything is saved, in the words of the server's last answer. */
export function SaveMark() {
  const state = useSaveState();
  return (
    <span className={cx(styles["save"], styles[state.kind])} data-save-state={state.kind}>
      <span className={styles["dot"]} aria-hidden="true" />
      <span>{saveWords(state)}</span>
    </span>
  );
}

function saveWords(state: SaveState): string {
  switch (state.kind) {
    case "saved":
      return words.app.saved;
    case "saving":
      return words.app.saving;
    case "offline":
      return words.app.offline(state.kept);
  }
}
