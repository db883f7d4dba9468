import type { Annotation, ParagraphId, TextId } from "@apostil/shared/model";
import type { RoomName } from "@apostil/shared/protocol";
import { Listeners, type Watched } from "./listeners.ts";
import type { RoomHandle } from "./room-handle.ts";

/** The annotations that speak of each paragraph; a paragraph without any is not in it. */
export type AnnotationsByParagraph = ReadonlyMap<ParagraphId, readonly Annotation[]>;

export type IndexParts = {
  readonly text: TextId;
  readonly paragraphs: readonly ParagraphId[];
  /** Wire layers. */
  readonly layers: readonly string[];
  use(room: RoomName): RoomHandle;
};

/**
 * The annotations of a text's rooms by the paragraph that they speak of. Opens every room once and, when one changes,
 * makes new lists only for the paragraphs that it concerns: all others stay the same objects. What changes in one tick
 * is told once.
 */
export class AnnotationIndex implements Watched<AnnotationsByParagraph> {
  readonly text: TextId;
  readonly #handles: readonly RoomHandle[];
  readonly #leave: readonly (() => void)[];
  readonly #listeners = new Listeners();
  readonly #wanted: ReadonlySet<ParagraphId>;
  /** What each room has to say, as looked at last. */
  readonly #seen = new Map<RoomHandle, readonly Annotation[]>();
  readonly #byParagraph = new Map<ParagraphId, Map<RoomHandle, readonly Annotation[]>>();
  readonly #stale = new Set<RoomHandle>();
  #all: AnnotationsByParagraph = new Map();
  #isPlanned = false;

  constructor({ text, paragraphs, layers, use }: IndexParts) {
    this.text = text;
    this.#wanted = new Set(paragraphs);
    this.#handles = paragraphs.flatMap((paragraph) =>
      layers.map((layer) => use(`${text}/${paragraph}/${layer}`)),
    );
    this.#leave = this.#handles.map((handle) => handle.subscribe(() => this.#changed(handle)));
    for (const handle of this.#handles) this.#stale.add(handle);
    this.#look();
  }

  readonly get = (): AnnotationsByParagraph => this.#all;
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  close(): void {
    for (const leave of this.#leave) leave();
    for (const handle of this.#handles) handle.release();
    this.#stale.clear();
  }

  #changed(handle: RoomHandle): void {
    this.#stale.add(handle);
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      if (this.#look()) this.#listeners.notify();
    });
  }

  /** Looks at the rooms that changed; whether any list is another one. */
  #look(): boolean {
    const concerned = new Set<ParagraphId>();
    for (const handle of this.#stale) for (const paragraph of this.#sort(handle)) concerned.add(paragraph);
    this.#stale.clear();
    if (concerned.size === 0) return false;
    const all = new Map(this.#all);
    for (const paragraph of concerned) {
      const list = [...(this.#byParagraph.get(paragraph)?.values() ?? [])].flat().sort(byTime);
      if (list.length > 0) all.set(paragraph, list);
      else all.delete(paragraph);
    }
    this.#all = all;
    return true;
  }

  /** Sorts one room's annotations by paragraph; gives the paragraphs whose lists change. */
  #sort(handle: RoomHandle): Set<ParagraphId> {
    const before = this.#seen.get(handle) ?? [];
    const now = handle.annotations();
    const concerned = new Set<ParagraphId>();
    if (before === now) return concerned;
    this.#seen.set(handle, now);
    for (const annotation of [...before, ...now])
      for (const paragraph of paragraphsOf(annotation))
        if (this.#wanted.has(paragraph)) concerned.add(paragraph);
    for (const paragraph of concerned) {
      const rooms = this.#byParagraph.get(paragraph) ?? new Map<RoomHandle, readonly Annotation[]>();
      this.#byParagraph.set(paragraph, rooms);
      rooms.set(
        handle,
        now.filter((annotation) => paragraphsOf(annotation).includes(paragraph)),
      );
    }
    return concerned;
  }
}

/** The paragraphs that an annotation speaks of. */
const paragraphsOf = ({ target, paragraph }: Annotation): readonly ParagraphId[] =>
  "length" in target ? target.map((each) => each.paragraph) : [paragraph];

const byTime = (a: Annotation, b: Annotation): number =>
  a.created < b.created ? -1 : a.created > b.created ? 1 : a.id < b.id ? -1 : 1;
