import type { Editor } from "@tiptap/core";
import { type RefObject, useEffect } from "react";

/** Frames in which the editor has to come into the page: a slow machine needs a dozen. */
const MAX_FRAMES = 120;

/**
 * Puts the caret at the end of the note once the editor is in the page. Tiptap's own autofocus asks only once, and on a
 * slow machine that is before the page has the editor.
 * @param frame holds the editor when it is there
 */
export function useFirstFocus(editor: Editor | null, frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!editor) return;
    let left = MAX_FRAMES;
    let next = requestAnimationFrame(function look() {
      const words = frame.current?.querySelector<HTMLElement>("[contenteditable]");
      if (words && document.activeElement === words) return;
      if (words && !editor.isDestroyed) editor.commands.focus("end");
      if (--left > 0) next = requestAnimationFrame(look);
    });
    return () => cancelAnimationFrame(next);
  }, [editor, frame]);
}
