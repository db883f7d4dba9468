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
    window.addEventListener("hashchange", visit);
    return () => window.removeEventListener("hashchange", visit);
  }, [text.paragraphs]);
}
