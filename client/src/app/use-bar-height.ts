import { type RefObject, useLayoutEffect } from "react";

/** Tells the style sheets how high what stays at the top is now: what else sticks or is scrolled to keeps clear of it. */
export function useBarHeight(top: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = top.current;
    if (!element) return;
    const page = document.documentElement.style;
    const observer = new ResizeObserver(() => page.setProperty("--bar-height", `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      page.removeProperty("--bar-height");
    };
  }, [top]);
}
