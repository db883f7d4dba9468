import type { Annotation, AnnotationId, ParagraphId } from "@apostil/shared/model";
import { useEffect, useRef, useState } from "react";
import { words } from "../i18n/index.ts";
import { useMe } from "../session/index.ts";
import { VisuallyHidden } from "../ui/index.ts";

/** What arrives within this time is told in one sentence, in milliseconds: a screen reader is not to chatter. */
const GATHER_MS = 1_500;

export type ArrivalsProps = { readonly annotations: ReadonlyMap<ParagraphId, readonly Annotation[]> };

/** Tells a screen reader of comments that others wrote since the page opened. */
export function Arrivals({ annotations }: ArrivalsProps) {
  const { member } = useMe();
  const opened = useRef(new Date().toISOString());
  const told = useRef(new Set<AnnotationId>());
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => {
      const fresh = [...annotations.values()].flat().filter(({ id, motivation, creator, created }) => {
        const isComment = motivation === "commenting" || motivation === "replying";
        return isComment && creator.id !== member.id && created > opened.current && !told.current.has(id);
      });
      for (const { id } of fresh) told.current.add(id);
      if (fresh.length > 0) setSaid(words.reader.arrived(fresh.length));
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [annotations, member.id]);
  return (
    <div role="status" aria-live="polite">
      <VisuallyHidden>{said}</VisuallyHidden>
    </div>
  );
}
