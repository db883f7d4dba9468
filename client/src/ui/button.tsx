import type { ComponentProps, ReactNode } from "react";
import styles from "./button.module.css";
import { cx } from "./cx.ts";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

/** `first`: the one thing to do here; `second`: with an edge; `quiet`: without; `danger`: takes something away. */
export type ButtonLook = "first" | "second" | "quiet" | "danger";

export type ButtonProps = ComponentProps<"button"> & {
  readonly look?: ButtonLook;
  /** A Lucide icon of 16 px before the words. */
  readonly icon?: ReactNode;
  /** Under way: shows a spinner, and further presses do nothing. Focus stays. */
  readonly busy?: boolean;
};

/** A button with words. `second` unless told; never submits a form unless `type="submit"`. */
export function Button({ look = "second", icon, busy = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(styles["button"], styles[look], className)}
      aria-disabled={busy || rest["aria-disabled"]}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  /** What it does: its accessible name, and shown on hover and focus. */
  readonly label: string;
  /** A Lucide icon of 16 px. */
  readonly icon: ReactNode;
  /** The key that does the same. */
  readonly kbd?: string;
  readonly pressed?: boolean;
};

/** A button that is only an icon. */
export function IconButton({ label, icon, kbd, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} {...(kbd ? { kbd } : {})}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={cx(styles["icon"], className)}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
