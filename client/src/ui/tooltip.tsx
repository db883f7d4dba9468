import { Tooltip as Radix } from "radix-ui";
import { type FocusEvent, type ReactElement, useRef } from "react";
import { Kbd } from "./kbd.tsx";
import styles from "./tooltip.module.css";
import { useLandmark } from "./use-landmark.ts";

/** How long the pointer rests before the words come, in milliseconds: long enough not to flicker in passing. */
const DELAY_MS = 350;

/**
 * Words that come with hover and focus. It adds nothing for a screen reader that the child doesn't say already: give
 * the child its own name.
 */
export function Tooltip({ label, kbd, children }: TooltipProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const { place, look } = useLandmark(trigger);
  return (
    <Radix.Provider delayDuration={DELAY_MS} skipDelayDuration={DELAY_MS}>
      <Radix.Root onOpenChange={look}>
        <Radix.Trigger asChild ref={trigger} onFocus={onlyByKeyboard}>
          {children}
        </Radix.Trigger>
        <Radix.Portal container={place}>
          <Radix.Content className={styles["tip"]} sideOffset={6} collisionPadding={8} aria-label={label}>
            {label}
            {kbd ? <Kbd>{kbd}</Kbd> : null}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}

/** A dialog that closes after a press gives the focus back as well; nobody asked for words then. */
function onlyByKeyboard(event: FocusEvent<HTMLElement>): void {
  if (!event.currentTarget.matches(":focus-visible")) event.preventDefault();
}

export type TooltipProps = {
  readonly label: string;
  /** The key that does the same. */
  readonly kbd?: string;
  /** One element that takes a ref. */
  readonly children: ReactElement;
};
