import type { AnnotationId, Paragraph, ParagraphId, Theme } from "@apostil/shared/model";
import { createContext, useContext, useMemo } from "react";
import {
  comment,
  highlight,
  type Picked,
  tag,
  targetOf,
  useCommands,
  useMarking,
  useRights,
} from "../annotations/index.ts";
import { copyText } from "../ui/index.ts";
import { citationOf } from "./citation.ts";
import { fragmentOf } from "./fragment.ts";
import { noteKey, type ReadingStore, useReadingStore, withValue } from "./reading.ts";

/** What one can do at a paragraph, or to words of it: the same for buttons and keys. */
export type Actions = {
  readonly mayAnnotate: boolean;
  readonly mayWriteNote: boolean;
  /** Makes a paragraph the chosen one, and shows it. */
  go(paragraph: ParagraphId, annotation?: AnnotationId | null): void;
  startComment(paragraph: ParagraphId, picked: readonly Picked[]): void;
  startTag(paragraph: ParagraphId, picked: readonly Picked[]): void;
  stop(): void;
  sendComment(value: string): void;
  applyTag(theme: Theme, memo: string, next: boolean): void;
  highlight(picked: readonly Picked[]): void;
  openNote(paragraph: ParagraphId): void;
  copyLink(paragraph: ParagraphId): void;
  copyCitation(paragraph: ParagraphId): void;
};

const ActionsContext = createContext<Actions | null>(null);
export const ActionsProvider = ActionsContext.Provider;

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("useActions belongs inside the reader");
  return actions;
}

const clearSelection = (reading: ReadingStore) => {
  document.getSelection()?.removeAllRanges();
  reading.set({ selected: null });
};

/** Gives the focus back to a paragraph when what was opened on it is closed. */
const focusOn = (paragraph: ParagraphId) =>
  document.getElementById(paragraph)?.focus({ preventScroll: true });

/** How long a place is held after a jump to it, in milliseconds: until its fonts, notes and cards have come. */
const HOLD_MS = 2_000;
/** What tells that somebody has taken over. */
const TAKES_OVER = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

let letGo = () => {};

/** Scrolls somewhere again while the page still grows; a new jump or any input ends that. */
function hold(page: Element, scroll: () => void): void {
  letGo();
  const growth = new ResizeObserver(scroll); // calls once at the beginning
  const stop = new AbortController();
  const timer = setTimeout(() => letGo(), HOLD_MS);
  letGo = () => {
    clearTimeout(timer);
    growth.disconnect();
    stop.abort();
  };
  growth.observe(page);
  for (const name of TAKES_OVER)
    window.addEventListener(name, () => letGo(), { passive: true, signal: stop.signal });
}

/** Scrolls a paragraph into sight and moves the focus there, so that reading goes on from it. */
function show(paragraph: ParagraphId, annotation: AnnotationId | null): void {
  const row = document.getElementById(paragraph);
  if (!row) return;
  row.focus({ preventScroll: true });
  const scroll = () => {
    row.scrollIntoView({ block: "start" });
    const card = annotation && document.getElementById(`card-${annotation}`);
    if (card && card.getBoundingClientRect().bottom > innerHeight) card.scrollIntoView({ block: "nearest" });
  };
  scroll();
  hold(row.parentElement ?? row, scroll);
}

function useMaking(paragraphs: readonly Paragraph[]) {
  const reading = useReadingStore();
  const { create } = useCommands();
  const { text } = useMarking();
  return useMemo(() => {
    const make = (kind: "comment" | "tag") => (paragraph: ParagraphId, picked: readonly Picked[]) => {
      clearSelection(reading);
      reading.set({ task: { kind, paragraph, picked }, chosen: paragraph, current: paragraph });
    };
    const target = (picked: readonly Picked[]) => targetOf(picked, text.revision);
    const follows = (paragraph: ParagraphId) =>
      paragraphs[paragraphs.findIndex(({ id }) => id === paragraph) + 1]?.id;
    return {
      startComment: make("comment"),
      startTag: make("tag"),
      stop: () => {
        const { task } = reading.get();
        reading.set({ task: null });
        if (task) focusOn(task.paragraph);
      },
      sendComment: (value: string) => {
        const { task, layer } = reading.get();
        if (!task) return;
        const id = create(task.paragraph, layer, comment(value, target(task.picked)));
        reading.set({ task: null, pinned: { paragraph: task.paragraph, ids: [id] }, sheet: task.paragraph });
        focusOn(task.paragraph);
      },
      applyTag: (theme: Theme, memo: string, next: boolean) => {
        const { task, layer } = reading.get();
        if (!task) return;
        create(task.paragraph, layer, tag(theme.id, target(task.picked), memo));
        const following = next ? follows(task.paragraph) : undefined;
        if (!following) focusOn(task.paragraph);
        reading.set({ task: following ? { kind: "tag", paragraph: following, picked: [] } : null });
        if (following) {
          reading.set({ chosen: following, current: following });
          document.getElementById(following)?.scrollIntoView({ block: "start" });
        }
      },
      highlight: (picked: readonly Picked[]) => {
        const [first] = picked;
        clearSelection(reading);
        if (first) create(first.paragraph, reading.get().layer, highlight(target(picked)));
      },
    };
  }, [reading, create, text.revision, paragraphs]);
}

function useGoing(paragraphs: readonly Paragraph[]) {
  const reading = useReadingStore();
  const { text } = useMarking();
  return useMemo(() => {
    const labelOf = (paragraph: ParagraphId) => paragraphs.find(({ id }) => id === paragraph)?.label ?? null;
    const setAddress = (fragment: string) => history.replaceState(history.state, "", fragment);
    return {
      go: (paragraph: ParagraphId, annotation: AnnotationId | null = null) => {
        reading.set({
          chosen: paragraph,
          current: paragraph,
          pinned: annotation ? { paragraph, ids: [annotation] } : null,
        });
        show(paragraph, annotation);
      },
      openNote: (paragraph: ParagraphId) => {
        const { notes, layer } = reading.get();
        reading.set({
          notes: withValue(notes, noteKey(paragraph, layer), true),
          chosen: paragraph,
          current: paragraph,
        });
      },
      copyLink: (paragraph: ParagraphId) => {
        const fragment = fragmentOf({ paragraph, annotation: null });
        setAddress(fragment);
        reading.set({ chosen: paragraph, current: paragraph });
        void copyText(new URL(fragment, location.href).href);
      },
      copyCitation: (paragraph: ParagraphId) => {
        void copyText(citationOf(text, labelOf(paragraph)));
      },
    };
  }, [reading, paragraphs, text]);
}

/** The actions of this reader, with the rights of now in the layer that one writes in. */
export function useMakeActions(layer: string): Actions {
  const { text } = useMarking();
  const rights = useRights();
  const making = useMaking(text.paragraphs);
  const going = useGoing(text.paragraphs);
  const mayAnnotate = rights("annotate", layer);
  const mayWriteNote = rights("writeNote", layer);
  return useMemo(
    () => ({ ...making, ...going, mayAnnotate, mayWriteNote }),
    [making, going, mayAnnotate, mayWriteNote],
  );
}
