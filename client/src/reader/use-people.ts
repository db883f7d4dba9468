import type { ParagraphId } from "@apostil/shared/model";
import { useEffect } from "react";
import { useMarking } from "../annotations/index.ts";
import { type PersonHere, usePresence } from "../session/index.ts";
import { type ReadingStore, useReading, useReadingStore } from "./reading.ts";

/** How long one stays in a paragraph before the others hear of it, in milliseconds: not each one that scrolls by. */
const SETTLE_MS = 400;

/** The people of each paragraph; lists that say the same as before stay the same objects. */
function byParagraph(people: readonly PersonHere[], before: ReturnType<ReadingStore["get"]>["people"]) {
  const lists = new Map<ParagraphId, PersonHere[]>();
  for (const person of people)
    if (person.paragraph) lists.set(person.paragraph, [...(lists.get(person.paragraph) ?? []), person]);
  const same = (id: ParagraphId, list: readonly PersonHere[]): readonly PersonHere[] => {
    const old = before.get(id);
    return old && JSON.stringify(old) === JSON.stringify(list) ? old : list;
  };
  return new Map([...lists].map(([id, list]) => [id, same(id, list)]));
}

/** Shows where the others are, and says where we are. */
export function usePeople(): void {
  const { text, layer } = useMarking();
  const reading = useReadingStore();
  const current = useReading((now) => now.current);
  const { people, setHere } = usePresence(text.id, layer);
  useEffect(() => {
    reading.set({ people: byParagraph(people, reading.get().people) });
  }, [reading, people]);
  useEffect(() => {
    const timer = setTimeout(() => setHere(current), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [current, setHere]);
}
