import { type RefObject, useState } from "react";

/** Where what floats may be put: a dialog, the main part or the bar. Rows and cards would clip it. */
const PLACES = "[data-dialog], main, [data-bar]";

/**
 * Puts what floats into the landmark of its trigger, so that a screen reader finds it there, and not behind everything.
 * @returns `place` for Radix' portals, and `look`, to be called when it opens
 */
export function useLandmark(trigger: RefObject<HTMLElement | null>): {
  readonly place: HTMLElement | null;
  readonly look: (open: boolean) => void;
} {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const look = (open: boolean) => {
    if (open) setPlace(trigger.current?.closest<HTMLElement>(PLACES) ?? null);
  };
  return { place, look };
}
