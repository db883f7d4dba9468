import type { Annotation, ParagraphId } from "@apostil/shared/model";
import { useCallback, useEffect, useRef } from "react";
import { useMarking } from "../annotations/index.ts";
import { api, type TextView } from "../session/index.ts";

/** A paragraph that was on the screen this long has been read, in milliseconds. */
const READ_MS = 1_500;
/** Later than any clock: the server takes its own time for it. */
const EVERYTHING = "9999-12-31T00:00:00.000Z";

/**
 * Tells the server up to where one has read: a paragraph, once it was on the screen for a moment; and at a first visit,
 * all that was there before.
 * @returns marks everything as read
 */
export function useReadMarks(view: TextView): () => void {
  const { text } = useMarking();
  // A mark that does not arrive is made at the next occasion: until then the paragraph stays unread.
  const mark = useCallback(
    (upTo: string, paragraphs?: readonly ParagraphId[]) =>
      void api.markRead(text.id, { upTo, ...(paragraphs && { paragraphs }) }).catch(() => {}),
    [text.id],
  );
  const { visited, paragraphs } = view;
  useEffect(() => {
    if (visited === false) mark(EVERYTHING);
  }, [visited, mark]);
  useOnScreen(paragraphs, mark);
  return useCallback(() => mark(EVERYTHING), [mark]);
}

function useOnScreen(
  marks: TextView["paragraphs"],
  mark: (upTo: string, paragraphs: readonly ParagraphId[]) => void,
): void {
  const now = useRef(marks);
  now.current = marks;
  const unread = [...marks]
    .flatMap(([id, { unread, isHere }]) => (unread > 0 && isHere ? [id] : []))
    .join(" ");
  useEffect(() => {
    if (unread === "") return;
    const timers = new Map<Element, ReturnType<typeof setTimeout>>();
    const read = ({ id }: Element) => {
      const upTo = newestIn(now.current.get(id as ParagraphId)?.annotations ?? []);
      if (upTo && document.visibilityState === "visible") mark(upTo, [id as ParagraphId]);
    };
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        clearTimeout(timers.get(target));
        if (isIntersecting)
          timers.set(
            target,
            setTimeout(() => read(target), READ_MS),
          );
      }
    });
    for (const id of unread.split(" ")) {
      const row = document.getElementById(id);
      if (row) observer.observe(row);
    }
    return () => {
      observer.disconnect();
      for (const timer of timers.values()) clearTimeout(timer);
    };
  }, [unread, mark]);
}

const newestIn = (annotations: readonly Annotation[]): string | null =>
  annotations.reduce<string | null>(
    (newest, { created }) => (newest === null || created > newest ? created : newest),
    null,
  );
