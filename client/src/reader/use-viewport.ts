import type { ParagraphId } from "@apostil/shared/model";
import { type RefObject, useEffect } from "react";
import { useReadingStore } from "./reading.ts";

/** The line at which one reads: a bit below where a link puts its paragraph (`scroll-margin-top` of rows). */
const READING_LINE = "-22% 0px -78% 0px";
/** How far around the window cards and notes are on the page already, in CSS pixels: two screens of fast scrolling. */
const NEAR = "1600px 0px 1600px 0px";
/** What moves the page when somebody wants to read on, as opposed to a link that led here. */
const SCROLLS = ["wheel", "touchmove"] as const;
const SCROLL_KEYS = new Set(["PageDown", "PageUp", "Home", "End", " ", "ArrowDown", "ArrowUp"]);

const idOf = (element: Element) => (element as HTMLElement).dataset["row"] as ParagraphId;

/**
 * Follows what of the text is in sight: the paragraph at the reading line is the current one, and those near the window
 * have their cards. A paragraph that was chosen stays the current one until somebody scrolls.
 */
export function useViewport(root: RefObject<HTMLElement | null>): void {
  const reading = useReadingStore();
  useEffect(() => {
    const rows = [...(root.current?.querySelectorAll("[data-row]") ?? [])];
    let scrolls = true;
    const atLine = new IntersectionObserver(
      (entries) => {
        const entry = entries.findLast(({ isIntersecting }) => isIntersecting);
        if (entry && scrolls) reading.set({ current: idOf(entry.target) });
      },
      { rootMargin: READING_LINE },
    );
    const near = new IntersectionObserver(
      (entries) => {
        const near = new Set(reading.get().near);
        for (const { isIntersecting, target } of entries)
          if (isIntersecting) near.add(idOf(target));
          else near.delete(idOf(target));
        reading.set({ near });
      },
      { rootMargin: NEAR },
    );
    for (const row of rows) {
      atLine.observe(row);
      near.observe(row);
    }
    const stop = new AbortController();
    const scrolled = () => {
      scrolls = true;
    };
    for (const name of SCROLLS)
      window.addEventListener(name, scrolled, { passive: true, signal: stop.signal });
    window.addEventListener("keydown", ({ key }) => SCROLL_KEYS.has(key) && scrolled(), {
      signal: stop.signal,
    });
    let { chosen } = reading.get();
    const leave = reading.subscribe(() => {
      const now = reading.get().chosen;
      if (now !== chosen && now) scrolls = false;
      chosen = now;
    });
    return () => {
      atLine.disconnect();
      near.disconnect();
      stop.abort();
      leave();
    };
  }, [reading, root]);
}
