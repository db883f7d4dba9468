import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { words } from "../i18n/index.ts";
import { IconButton } from "./button.tsx";
import { cx } from "./cx.ts";
import styles from "./toaster.module.css";
import { dismissToast, onToasts, toasts } from "./toasts.ts";

/** Shows what {@link toast} says, in a polite live region. Mounted once, by the shell. */
export function Toaster() {
  const shown = useSyncExternalStore(onToasts, toasts);
  return (
    <div className={styles["toaster"]} role="status" aria-label={words.common.messages}>
      {shown.map((item) => (
        <div key={item.id} className={cx(styles["toast"], item.kind === "error" && styles["error"])}>
          <span>{item.words}</span>
          {item.action ? (
            <button
              type="button"
              className={styles["action"]}
              onClick={() => {
                item.action?.run();
                dismissToast(item.id);
              }}
            >
              {item.action.label}
            </button>
          ) : null}
          <IconButton
            label={words.common.dismiss}
            icon={<X size={14} aria-hidden="true" />}
            className={styles["close"]}
            onClick={() => dismissToast(item.id)}
          />
        </div>
      ))}
    </div>
  );
}
