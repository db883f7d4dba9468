import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { words } from "../i18n/index.ts";
import { Button, IconButton } from "./button.tsx";
import { cx } from "./cx.ts";
import styles from "./dialog.module.css";
import { focusMain } from "./focus-main.ts";

export type DialogProps = {
  /** Mount it when it opens, with `open` set, where it shall begin anew each time. */
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** A sentence under the title. */
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the foot, the first thing to do last. */
  readonly footer?: ReactNode;
  readonly wide?: boolean;
};

/**
 * A window over the page that holds the focus until it is closed (Escape, outside, ✕), and gives it back.
 *
 * Radix' own overlay is left out: it locks scrolling by a style element, which the content security policy refuses.
 * base.css does it instead.
 */
export function Dialog({ open, onOpenChange, ...window }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div className={styles["backdrop"]} data-dialog-backdrop="">
          <Window {...window} />
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Mounted when the dialog opens. */
function Window({ title, description, children, footer, wide }: Omit<DialogProps, "open" | "onOpenChange">) {
  // Radix gives the focus back to a trigger, and there is none: whatever opened the dialog had it.
  const [opener] = useState(() => document.activeElement);
  const giveBack = (event: Event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
    else focusMain();
  };
  return (
    <Radix.Content
      data-dialog=""
      className={cx(styles["dialog"], wide && styles["wide"])}
      onCloseAutoFocus={giveBack}
      {...(description ? {} : { "aria-describedby": undefined })}
    >
      <Radix.Title className={styles["title"]}>{title}</Radix.Title>
      <div className={styles["body"]}>
        {description ? (
          <Radix.Description className={styles["description"]}>{description}</Radix.Description>
        ) : null}
        {children}
      </div>
      {footer ? <footer className={styles["foot"]}>{footer}</footer> : null}
      {/* Last in order, so that the focus begins with what the dialog is about. */}
      <Radix.Close asChild>
        <IconButton
          label={words.common.close}
          icon={<X size={16} aria-hidden="true" />}
          className={styles["close"]}
        />
      </Radix.Close>
    </Radix.Content>
  );
}

export type ConfirmProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** What happens, and whether it can be undone. */
  readonly description: ReactNode;
  /** The words on the button that does it. */
  readonly action: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
};

/** Asks before something is taken away. */
export function Confirm({ action, busy = false, onConfirm, ...dialog }: ConfirmProps) {
  return (
    <Dialog
      {...dialog}
      footer={
        <>
          <Button look="quiet" onClick={() => dialog.onOpenChange(false)}>
            {words.common.cancel}
          </Button>
          <Button look="danger" busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    />
  );
}
