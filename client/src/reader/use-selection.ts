import { useEffect } from "react";
import { pickedWords } from "./dom-range.ts";
import { type ReadingStore, useReadingStore } from "./reading.ts";

/** Takes the words that are selected now into the reading. */
export function takeSelection(reading: ReadingStore): void {
  const selection = document.getSelection();
  const range =
    selection && !selection.isCollapsed && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  const picked = range ? pickedWords(range) : [];
  if (range && picked.length > 0) reading.set({ selected: { picked, rect: range.getBoundingClientRect() } });
  else if (reading.get().selected) reading.set({ selected: null });
}

/** Follows the selection of words: while a finger or mouse is still drawing it, nothing appears. */
export function useSelection(): void {
  const reading = useReadingStore();
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    let drawing = false;
    const settle = () => {
      drawing = false;
      // The browser takes a selection back after the press that ends it.
      requestAnimationFrame(() => takeSelection(reading));
    };
    document.addEventListener("pointerdown", () => (drawing = true), { signal });
    document.addEventListener("pointerup", settle, { signal });
    document.addEventListener("pointercancel", settle, { signal });
    document.addEventListener("selectionchange", () => drawing || takeSelection(reading), { signal });
    window.addEventListener("resize", () => takeSelection(reading), { signal });
    return () => stop.abort();
  }, [reading]);
}
