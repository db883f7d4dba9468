import { useEffect, useRef } from "react";
import { useMarking } from "../annotations/index.ts";
import { useActions } from "./actions.ts";
import { placeOf } from "./fragment.ts";

/** Goes to the place that the address names: when the text opens, and whenever the fragment changes. */
export function usePlace(): void {
  const { text } = useMarking();
  const actions = useActions();
  const go = useRef(actions.go);
  go.current = actions.go;
  useEffect(() => {
    const visit = () => {
      const place = placeOf(location.hash, text.paragraphs);
      if (place) go.current(place.paragraph, place.annotation);
    };
    visit();
    let moved = false;
    const stop = new AbortController();
    const { signal } = stop;
    for (const name of ["wheel", "touchmove", "keydown"])
      window.addEventListener(name, () => (moved = true), { once: true, passive: true, signal });
    // The text grows a little when its own font comes.
    void document.fonts.ready.then(() => moved || signal.aborted || visit());
    window.addEventListener("hashchange", visit, { signal });
    return () => stop.abort();
  }, [text.paragraphs]);
}
