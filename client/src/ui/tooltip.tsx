import { cloneElement, type ReactElement, type Ref, useCallback, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./kbd.tsx";
import styles from "./tooltip.module.css";
import { useLandmark } from "./use-landmark.ts";

/** How long the pointer rests before the words come, in milliseconds: long enough not to flicker in passing. */
const DELAY_MS = 350;
/** Between the words and what they are about, and between them and the edge of the window, in CSS pixels. */
const [GAP, EDGE] = [6, 8];

export type TooltipProps = {
  readonly label: string;
  /** The key that does the same. */
  readonly kbd?: string;
  /** One element that takes a ref. */
  readonly children: ReactElement<{ ref?: Ref<HTMLElement> }>;
};

/**
 * Words that come with hover and with focus by the keyboard, and go with Escape. Hidden from screen readers: give the
 * child its own name. Our own, since a text has hundreds of buttons: nothing but two listeners each until one is asked.
 */
export function Tooltip({ label, kbd, children }: TooltipProps) {
  const trigger = useRef<HTMLElement>(null);
  const { place, look } = useLandmark(trigger);
  const [open, setOpen] = useState(false);
  const looking = useRef(look);
  looking.current = look;
  useAsked(trigger, (asked) => {
    if (asked) looking.current(true);
    setOpen(asked);
  });
  const { ref } = children.props;
  const compose = useCallback(
    (element: HTMLElement | null) => {
      trigger.current = element;
      if (typeof ref === "function") ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );
  return (
    <>
      {cloneElement(children, { ref: compose })}
      {open && place
        ? createPortal(
            <div ref={(tip) => put(tip, trigger.current)} className={styles["tip"]} aria-hidden="true">
              {label}
              {kbd ? <Kbd>{kbd}</Kbd> : null}
            </div>,
            place,
          )
        : null}
    </>
  );
}

/** Calls back when the words are wanted, and when they are not any more. */
function useAsked(trigger: { readonly current: HTMLElement | null }, tell: (asked: boolean) => void): void {
  const told = useRef(tell);
  told.current = tell;
  useEffect(() => {
    const element = trigger.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = new AbortController();
    const on = (name: string, act: (event: Event) => void) =>
      element.addEventListener(name, act, { signal: stop.signal });
    const leave = () => {
      clearTimeout(timer);
      told.current(false);
    };
    on("pointerenter", (event) => {
      if ((event as PointerEvent).pointerType === "touch") return;
      timer = setTimeout(() => told.current(true), DELAY_MS);
    });
    // A dialog that closes after a press gives the focus back as well; nobody asked for words then.
    on("focus", () => element.matches(":focus-visible") && told.current(true));
    for (const name of ["pointerleave", "pointerdown", "blur"]) on(name, leave);
    on("keydown", (event) => (event as KeyboardEvent).key === "Escape" && leave());
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [trigger]);
}

/** Above the trigger where there is room, else below; never over the edge of the window. */
function put(tip: HTMLElement | null, trigger: HTMLElement | null): void {
  if (!tip || !trigger) return;
  const [at, own] = [trigger.getBoundingClientRect(), tip.getBoundingClientRect()];
  const above = at.top - own.height - GAP;
  const left = at.left + at.width / 2 - own.width / 2;
  tip.style.top = `${above >= EDGE ? above : at.bottom + GAP}px`;
  tip.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - own.width - EDGE))}px`;
}
