import { DropdownMenu as Radix } from "radix-ui";
import { createContext, type ReactElement, type ReactNode, type RefObject, useContext, useRef } from "react";
import { cx } from "./cx.ts";
import { Kbd } from "./kbd.tsx";
import styles from "./menu.module.css";
import { useLandmark } from "./use-landmark.ts";

export type MenuProps = {
  /** The button that opens it; it needs a name of its own. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly align?: "start" | "center" | "end";
};

/** What was chosen, until the menu has closed and given the focus back. */
const Chosen = createContext<RefObject<(() => void) | null>>({ current: null });

/** A list of things to do, under its button: arrows, first letters, Home and End, Escape. */
export function Menu({ trigger, children, align = "end" }: MenuProps) {
  const chosen = useRef<(() => void) | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { place, look } = useLandmark(button);
  // After the button has the focus: a dialog that opens now gives it back there.
  const runChosen = () => {
    const run = chosen.current;
    chosen.current = null;
    if (run) queueMicrotask(run);
  };
  return (
    // Not modal: the modal form locks scrolling by a style element, which the content security policy refuses.
    <Radix.Root modal={false} onOpenChange={look}>
      <Radix.Trigger asChild ref={button}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content
          className={styles["menu"]}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={runChosen}
        >
          <Chosen value={chosen}>{children}</Chosen>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export type MenuItemProps = {
  readonly children: ReactNode;
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly kbd?: string;
  /** Takes something away. */
  readonly danger?: boolean;
  readonly disabled?: boolean;
};

/** One thing to do; the menu closes and its button has the focus before `onSelect` is called. */
export function MenuItem({ children, onSelect, icon, kbd, danger, disabled = false }: MenuItemProps) {
  const chosen = useContext(Chosen);
  return (
    <Radix.Item
      className={cx(styles["item"], danger && styles["danger"])}
      disabled={disabled}
      onSelect={() => {
        chosen.current = onSelect;
      }}
    >
      {icon}
      <span className={styles["grow"]}>{children}</span>
      {kbd ? <Kbd>{kbd}</Kbd> : null}
    </Radix.Item>
  );
}

/** A link among the items; `children` is one anchor element. */
export function MenuLink({ children }: { readonly children: ReactElement }) {
  return (
    <Radix.Item className={styles["item"]} asChild>
      {children}
    </Radix.Item>
  );
}

/** Words that are no item: who one is, what the group is. */
export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className={styles["label"]}>{children}</Radix.Label>;
}

/** A line between groups of items. */
export function MenuSeparator() {
  return <Radix.Separator className={styles["separator"]} />;
}
