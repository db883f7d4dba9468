import { Popover as Radix } from "radix-ui";
import type { ReactElement, ReactNode, RefObject } from "react";
import { cx } from "./cx.ts";
import styles from "./popover.module.css";

export type PopoverProps = {
  /** What it is, for a screen reader. */
  readonly label: string;
  readonly children: ReactNode;
  /** The button that opens it; left out where `anchor` and `open` do. */
  readonly trigger?: ReactElement;
  /** Something with a place on the page, such as a range of selected words; give the popover a new `key` when it moves. */
  readonly anchor?: RefObject<{ getBoundingClientRect(): DOMRect } | null>;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly side?: "top" | "bottom" | "left" | "right";
  readonly align?: "start" | "center" | "end";
  /** Leave the focus where it is, as for a toolbar over selected words. */
  readonly keepFocus?: boolean;
  /** Let the children set the padding. */
  readonly bare?: boolean;
};

/** A small panel beside what opened it. Escape, a press outside and moving the focus away close it. */
export function Popover(props: PopoverProps) {
  const {
    label,
    children,
    trigger,
    anchor,
    side = "bottom",
    align = "start",
    keepFocus = false,
    bare,
  } = props;
  const keep = (event: Event) => {
    if (keepFocus) event.preventDefault();
  };
  return (
    <Radix.Root
      {...(props.open === undefined ? {} : { open: props.open })}
      {...(props.onOpenChange ? { onOpenChange: props.onOpenChange } : {})}
    >
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      {anchor ? (
        <Radix.Anchor virtualRef={anchor as RefObject<{ getBoundingClientRect(): DOMRect }>} />
      ) : null}
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          className={cx(styles["popover"], !bare && styles["padded"])}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={keep}
          onCloseAutoFocus={keep}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
