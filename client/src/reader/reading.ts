import type { AnnotationId, ParagraphId } from "@apostil/shared/model";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Picked } from "../annotations/index.ts";
import type { PersonHere } from "../session/index.ts";

/** Annotations of one paragraph that are lit up, in the words and in the margin alike. */
export type Lit = { readonly paragraph: ParagraphId; readonly ids: readonly AnnotationId[] };

/** Words that are selected, and where they stand in the window. */
export type Selected = { readonly picked: readonly Picked[]; readonly rect: DOMRect };

/** What the reader is about to make: a comment, or a tag from the palette. None picked means the whole paragraph. */
export type Task = {
  readonly kind: "comment" | "tag";
  readonly paragraph: ParagraphId;
  readonly picked: readonly Picked[];
};

/** Where somebody is in the text and what they are doing there. */
export type Reading = {
  /** The wire layer that one writes in. */
  readonly layer: string;
  /** The paragraph that is being read: follows the scrolling. */
  readonly current: ParagraphId | null;
  /** The paragraph that was chosen: by a link, the keyboard, a press. */
  readonly chosen: ParagraphId | null;
  /** Lit up by the pointer or the focus. */
  readonly pointed: Lit | null;
  /** Lit up by a press or a link, until something else is. */
  readonly pinned: Lit | null;
  readonly selected: Selected | null;
  readonly task: Task | null;
  /** Notes that are being written: `op21/shared`. */
  readonly notes: ReadonlySet<string>;
  /** Paragraphs near the window; with those of {@link mountedIn} their cards and notes are on the page. */
  readonly near: ReadonlySet<ParagraphId>;
  /** The paragraph whose cards the sheet of narrow windows shows. */
  readonly sheet: ParagraphId | null;
  /** Others, by the paragraph that they are in. */
  readonly people: ReadonlyMap<ParagraphId, readonly PersonHere[]>;
};

export const START: Reading = {
  layer: "shared",
  current: null,
  chosen: null,
  pointed: null,
  pinned: null,
  selected: null,
  task: null,
  notes: new Set(),
  near: new Set(),
  sheet: null,
  people: new Map(),
};

/** The state of a reading. Parts of the page take from it what they show, so that a change renders only those. */
export type ReadingStore = {
  get(): Reading;
  set(change: Partial<Reading>): void;
  subscribe(listener: () => void): () => void;
  /** How high what is not on the page now was when it was, in CSS pixels: its place is kept. */
  readonly heights: Map<string, number>;
};

/**
 * The paragraphs whose cards, notes and rooms are on the page: those near the window, and those in which somebody is
 * doing something, wherever the page has been scrolled to. The same set until it changes.
 */
export const mountedIn: (reading: Reading) => ReadonlySet<ParagraphId> = (() => {
  let last: { readonly reading: Reading; readonly mounted: ReadonlySet<ParagraphId> } | null = null;
  return (reading) => {
    if (last && isMountedAlike(last.reading, reading)) return last.mounted;
    const { near, notes, task, sheet, chosen, pinned } = reading;
    const mounted = new Set(near);
    for (const note of notes) mounted.add((note.split("/")[0] ?? "") as ParagraphId);
    for (const id of [task?.paragraph, sheet, chosen, pinned?.paragraph]) if (id) mounted.add(id);
    last = { reading, mounted };
    return mounted;
  };
})();

const isMountedAlike = (one: Reading, other: Reading): boolean =>
  one.near === other.near &&
  one.notes === other.notes &&
  one.task === other.task &&
  one.sheet === other.sheet &&
  one.chosen === other.chosen &&
  one.pinned === other.pinned;

export function createReading(): ReadingStore {
  let reading = START;
  const listeners = new Set<() => void>();
  return {
    get: () => reading,
    heights: new Map(),
    set: (change) => {
      reading = { ...reading, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const ReadingContext = createContext<ReadingStore | null>(null);

export function useReadingStore(): ReadingStore {
  const store = useContext(ReadingContext);
  if (!store) throw new Error("useReadingStore belongs inside the reader");
  return store;
}

/** @param take must give the same object while nothing that it takes has changed */
export function useReading<Value>(take: (reading: Reading) => Value): Value {
  const store = useReadingStore();
  return useSyncExternalStore(store.subscribe, () => take(store.get()));
}

const NONE: readonly AnnotationId[] = [];

/** What is lit up in a paragraph: what is pointed at, else what was pressed. */
export function useLit(paragraph: ParagraphId): readonly AnnotationId[] {
  return useReading(({ pointed, pinned }) => {
    if (pointed) return pointed.paragraph === paragraph ? pointed.ids : NONE;
    return pinned?.paragraph === paragraph ? pinned.ids : NONE;
  });
}

/** What was pressed in a paragraph, or linked to. */
export const usePinned = (paragraph: ParagraphId): readonly AnnotationId[] =>
  useReading(({ pinned }) => (pinned?.paragraph === paragraph ? pinned.ids : NONE));

export const noteKey = (paragraph: ParagraphId, layer: string): string => `${paragraph}/${layer}`;

/** The set with `value` in it or not; the same set when that is so already. */
export function withValue<Value>(set: ReadonlySet<Value>, value: Value, wanted: boolean): ReadonlySet<Value> {
  if (set.has(value) === wanted) return set;
  const changed = new Set(set);
  if (wanted) changed.add(value);
  else changed.delete(value);
  return changed;
}
