import type { ParagraphId } from "@apostil/shared/model";
import { useEffect, useRef, useState } from "react";
import { words } from "../i18n/index.ts";
import type { ParagraphMarks } from "../session/index.ts";
import { VisuallyHidden } from "../ui/index.ts";

/** What arrives within this time is told in one sentence, in milliseconds: a screen reader is not to chatter. */
const GATHER_MS = 1_500;

export type ArrivalsProps = { readonly marks: ReadonlyMap<ParagraphId, ParagraphMarks> };

/** Tells a screen reader of comments that others write while the page is open, anywhere in the text. */
export function Arrivals({ marks }: ArrivalsProps) {
  const before = useRef<ArrivalsProps["marks"] | null>(null);
  const waiting = useRef(0);
  const [said, setSaid] = useState("");
  useEffect(() => {
    // what was unread when the page opened has not arrived now
    if (before.current) waiting.current += arrived(before.current, marks);
    if (before.current || marks.size > 0) before.current = marks;
    if (waiting.current === 0) return;
    const timer = setTimeout(() => {
      setSaid(words.reader.arrived(waiting.current));
      waiting.current = 0;
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [marks]);
  return (
    <div role="status" aria-live="polite">
      <VisuallyHidden>{said}</VisuallyHidden>
    </div>
  );
}

/** How many comments and replies of others are new. */
function arrived(before: ArrivalsProps["marks"], now: ArrivalsProps["marks"]): number {
  let count = 0;
  for (const [id, { unread }] of now) count += Math.max(0, unread - (before.get(id)?.unread ?? 0));
  return count;
}
