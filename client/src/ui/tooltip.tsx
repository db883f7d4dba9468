import { Tooltip as Radix } from "radix-ui";
import type { ReactElement } from "react";
import { Kbd } from "./kbd.tsx";
import styles from "./tooltip.module.css";

/** How long the pointer rests before the words come, in milliseconds: long enough not to flicker in passing. */
const DELAY_MS = 350;

/**
 * Words that come with hover and focus. It adds nothing for a screen reader that the child doesn't say already: give
 * the child its own name.
 */
export function Tooltip({ label, kbd, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={DELAY_MS} skipDelayDuration={DELAY_MS}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className={styles["tip"]} sideOffset={6} collisionPadding={8} aria-label={label}>
            {label}
            {kbd ? <Kbd>{kbd}</Kbd> : null}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}

export type TooltipProps = {
  readonly label: string;
  /** The key that does the same. */
  readonly kbd?: string;
  /** One element that takes a ref. */
  readonly children: ReactElement;
};
