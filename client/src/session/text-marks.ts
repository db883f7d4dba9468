import { type Annotation, type ParagraphId, type TextId, themeOf } from "@apostil/shared/model";
import {
  addCounts,
  type Counts,
  countsOf,
  type RoomName,
  type SummaryMessage,
} from "@apostil/shared/protocol";
import type { Clock } from "./clock.ts";
import { Listeners, type Watched } from "./listeners.ts";
import type { RoomHandle } from "./room-handle.ts";
import { type SummarySource, TextSummary } from "./text-summary.ts";

/** What stands at a paragraph, in all layers that are read. */
export type ParagraphMarks = {
  /** Of the rooms that are open: whole, with what the outbox still holds. By time of creation. */
  readonly annotations: readonly Annotation[];
  /** Of all: counted in the rooms that are open, told by the summary of the others. */
  readonly counts: Counts;
  /** Comments and replies of others since we were here. */
  readonly unread: number;
  /** Layers whose note has words, as far as the summary knows. */
  readonly notes: number;
  /** Whether all that stands here is in {@link annotations}. */
  readonly isHere: boolean;
};

export const NO_MARKS: ParagraphMarks = { annotations: [], counts: {}, unread: 0, notes: 0, isHere: true };

/** What stands in a text. A paragraph of which there is nothing to say is not in it. */
export type TextView = {
  readonly paragraphs: ReadonlyMap<ParagraphId, ParagraphMarks>;
  /** Words in several paragraphs count once. */
  readonly totals: Counts;
  readonly unread: number;
  /** Whether we were here before; `null` while the server has not said so. */
  readonly visited: boolean | null;
};

export const EMPTY_VIEW: TextView = { paragraphs: new Map(), totals: {}, unread: 0, visited: null };

export type MarksParts = {
  readonly text: TextId;
  /** Wire layers. */
  readonly layers: readonly string[];
  readonly clock: Pick<Clock, "now" | "later">;
  readonly source: SummarySource;
  /** The summary that the page began with. */
  readonly first: SummaryMessage | null;
  use(room: RoomName): RoomHandle;
};

/** Changes are told at once, and those of rooms that come one after the other together, in milliseconds. */
const BETWEEN_MS = 60;
/** Rooms that are opened in one go, and the pause between two: a frame must not become long by it. */
const AT_ONCE = 12;
const PAUSE_MS = 16;

type Open = {
  readonly paragraph: ParagraphId;
  readonly layer: string;
  readonly handle: RoomHandle;
  readonly leave: () => void;
  /** As looked at last. */
  seen: readonly Annotation[];
};

/**
 * The annotations of a text: whole where somebody reads, as numbers elsewhere. Rooms of paragraphs that are near are
 * opened, and those that hold words of them ({@link Counts} of guests). A paragraph's marks stay the same object until
 * something in them changes; what changes in one tick is told once.
 */
export class TextMarks implements Watched<TextView> {
  readonly text: TextId;
  readonly #parts: MarksParts;
  readonly #summary: TextSummary;
  readonly #listeners = new Listeners();
  readonly #open = new Map<RoomName, Open>();
  readonly #byParagraph = new Map<ParagraphId, Set<Open>>();
  #near: ReadonlySet<ParagraphId> = new Set();
  #wanted: RoomName[] = [];
  #cancelNext: (() => void) | null = null;
  readonly #stale = new Set<ParagraphId>();
  #isAllStale = true;
  #isPlanned = false;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;
  #view: TextView = EMPTY_VIEW;

  constructor(parts: MarksParts) {
    this.text = parts.text;
    this.#parts = parts;
    this.#summary = new TextSummary(parts.source, parts.text, parts.first, (paragraphs) =>
      this.#told(paragraphs),
    );
    this.#look();
  }

  readonly get = (): TextView => this.#view;
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  /** Somebody reads around here: opens these paragraphs' rooms, and lets go of all others. */
  readonly setNear = (near: ReadonlySet<ParagraphId>): void => {
    this.#near = near;
    this.#arrange();
  };

  close(): void {
    this.#isClosed = true;
    this.#cancelNext?.();
    this.#summary.close();
    for (const name of [...this.#open.keys()]) this.#leaveRoom(name);
  }

  // ── Rooms ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  #arrange(): void {
    if (this.#isClosed) return;
    const wanted = this.#roomsWanted();
    for (const name of [...this.#open.keys()]) if (!wanted.has(name)) this.#leaveRoom(name);
    this.#wanted = [...wanted].filter((name) => !this.#open.has(name));
    if (!this.#cancelNext) this.#openSome();
  }

  #roomsWanted(): Set<RoomName> {
    const { layers } = this.#summary.state;
    const wanted = new Set<RoomName>();
    for (const paragraph of this.#near)
      for (const layer of this.#parts.layers) {
        wanted.add(`${this.text}/${paragraph}/${layer}`);
        for (const home of layers.get(layer)?.get(paragraph)?.guests?.from ?? [])
          wanted.add(`${this.text}/${home}/${layer}`);
      }
    return wanted;
  }

  #openSome(): void {
    this.#cancelNext = null;
    for (const name of this.#wanted.splice(0, AT_ONCE)) this.#openRoom(name);
    if (this.#wanted.length > 0) this.#cancelNext = this.#parts.clock.later(() => this.#openSome(), PAUSE_MS);
  }

  #openRoom(name: RoomName): void {
    const [, paragraph, layer = ""] = name.split("/") as [string, ParagraphId, string];
    const handle = this.#parts.use(name);
    const open: Open = {
      ...{ paragraph, layer, handle, seen: [] },
      leave: handle.subscribe(() => this.#roomChanged(open)),
    };
    this.#open.set(name, open);
    this.#roomChanged(open);
  }

  #leaveRoom(name: RoomName): void {
    const open = this.#open.get(name);
    this.#open.delete(name);
    if (!open) return;
    open.leave();
    for (const paragraph of [open.paragraph, ...paragraphsIn(open.seen)]) {
      this.#byParagraph.get(paragraph)?.delete(open);
      this.#touch(paragraph);
    }
    open.handle.release();
  }

  #roomChanged(open: Open): void {
    const now = open.handle.annotations();
    for (const paragraph of [open.paragraph, ...paragraphsIn(open.seen)]) {
      this.#byParagraph.get(paragraph)?.delete(open);
      this.#touch(paragraph);
    }
    open.seen = now;
    for (const paragraph of [open.paragraph, ...paragraphsIn(now)]) {
      const opens = this.#byParagraph.get(paragraph) ?? new Set();
      this.#byParagraph.set(paragraph, opens.add(open));
      this.#touch(paragraph);
    }
  }

  // ── The view ───────────────────────────────────────────────────────────────────────────────────────────────────────

  #told(paragraphs: ReadonlySet<ParagraphId> | null): void {
    if (paragraphs) for (const paragraph of paragraphs) this.#touch(paragraph);
    else {
      this.#isAllStale = true;
      this.#plan();
    }
    this.#arrange();
  }

  #touch(paragraph: ParagraphId): void {
    this.#stale.add(paragraph);
    this.#plan();
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    const look = () => {
      this.#isPlanned = false;
      if (this.#isClosed) return;
      this.#lookedAt = this.#parts.clock.now();
      if (this.#look()) this.#listeners.notify();
    };
    if (this.#parts.clock.now() - this.#lookedAt >= BETWEEN_MS) queueMicrotask(look);
    else this.#parts.clock.later(look, BETWEEN_MS);
  }

  /** Looks again at what is stale; whether anything is another than before. */
  #look(): boolean {
    const { state } = this.#summary;
    const stale = this.#isAllStale ? this.#everyParagraph() : new Set(this.#stale);
    this.#stale.clear();
    this.#isAllStale = false;
    const paragraphs = new Map(this.#view.paragraphs);
    let isOther = state.visited !== this.#view.visited;
    for (const paragraph of stale) {
      const before = paragraphs.get(paragraph);
      const now = this.#marksOf(paragraph);
      if (before === now || (before && now && isSame(before, now))) continue;
      isOther = true;
      if (now) paragraphs.set(paragraph, now);
      else paragraphs.delete(paragraph);
    }
    if (isOther) this.#view = { paragraphs, ...this.#totals(), visited: state.visited };
    return isOther;
  }

  #everyParagraph(): Set<ParagraphId> {
    const { layers, unread } = this.#summary.state;
    return new Set([
      ...this.#view.paragraphs.keys(),
      ...this.#byParagraph.keys(),
      ...[...layers.values(), ...unread.values()].flatMap((layer) => [...layer.keys()]),
    ]);
  }

  #marksOf(paragraph: ParagraphId): ParagraphMarks | undefined {
    const opens = [...(this.#byParagraph.get(paragraph) ?? [])];
    const annotations = opens
      .flatMap(({ seen }) => seen.filter((annotation) => paragraphsOf(annotation).includes(paragraph)))
      .sort(byTime);
    let [counts, unread, notes, isHere]: [Counts, number, number, boolean] = [{}, 0, 0, true];
    for (const layer of this.#parts.layers) {
      const own = this.#ownCounts(paragraph, layer);
      const guests = this.#guestCounts(paragraph, layer, opens);
      counts = addCounts(counts, addCounts(own.counts, guests.counts));
      isHere &&= own.isHere && guests.isHere;
      unread += this.#summary.state.unread.get(layer)?.get(paragraph) ?? 0;
      if (this.#summary.state.layers.get(layer)?.get(paragraph)?.note) notes++;
    }
    const isNothing = annotations.length + unread + notes === 0 && Object.keys(counts).length === 0;
    return isNothing && isHere ? undefined : { annotations, counts, unread, notes, isHere };
  }

  #ownCounts(paragraph: ParagraphId, layer: string): { readonly counts: Counts; readonly isHere: boolean } {
    const open = this.#open.get(`${this.text}/${paragraph}/${layer}`);
    if (open && isInSync(open)) return { counts: countsIn(open, paragraph), isHere: true };
    const counts = this.#summary.state.layers.get(layer)?.get(paragraph) ?? {};
    return { counts, isHere: Object.keys(addCounts(counts, {})).length === 0 };
  }

  #guestCounts(paragraph: ParagraphId, layer: string, opens: readonly Open[]) {
    const told = this.#summary.state.layers.get(layer)?.get(paragraph)?.guests;
    const far = told?.from.some((home) => {
      const open = this.#open.get(`${this.text}/${home}/${layer}`);
      return !open || !isInSync(open);
    });
    if (told && far) return { counts: told, isHere: false };
    const homes = opens.filter((open) => open.layer === layer && open.paragraph !== paragraph);
    const counts = homes.reduce<Counts>((sum, home) => addCounts(sum, countsIn(home, paragraph)), {});
    return { counts, isHere: true };
  }

  #totals(): { readonly totals: Counts; readonly unread: number } {
    const { layers, unread } = this.#summary.state;
    let totals: Counts = {};
    let news = 0;
    for (const layer of this.#parts.layers) {
      const told = layers.get(layer);
      const paragraphs = new Set(told?.keys());
      for (const open of this.#open.values()) if (open.layer === layer) paragraphs.add(open.paragraph);
      for (const paragraph of paragraphs)
        totals = addCounts(totals, this.#ownCounts(paragraph, layer).counts);
      for (const count of unread.get(layer)?.values() ?? []) news += count;
    }
    return { totals, unread: news };
  }
}

/** What a room holds is known: it is in sync, or has said something already. */
const isInSync = ({ handle, seen }: Open): boolean => handle.state === "live" || seen.length > 0;

const countsIn = ({ seen }: Open, paragraph: ParagraphId): Counts =>
  countsOf(
    seen
      .filter((annotation) => paragraphsOf(annotation).includes(paragraph))
      .map((annotation) => ({ ...annotation, theme: themeOf(annotation) })),
  );

/** The paragraphs that an annotation speaks of. */
const paragraphsOf = ({ target, paragraph }: Annotation): readonly ParagraphId[] =>
  "length" in target ? target.map((each) => each.paragraph) : [paragraph];

const paragraphsIn = (annotations: readonly Annotation[]): ParagraphId[] => annotations.flatMap(paragraphsOf);

const byTime = (a: Annotation, b: Annotation): number =>
  a.created < b.created ? -1 : a.created > b.created ? 1 : a.id < b.id ? -1 : 1;

/** Annotations are values that are replaced whole, so that the same objects say the same. */
const isSame = (one: ParagraphMarks, other: ParagraphMarks): boolean =>
  one.unread === other.unread &&
  one.notes === other.notes &&
  one.isHere === other.isHere &&
  one.annotations.length === other.annotations.length &&
  one.annotations.every((annotation, at) => annotation === other.annotations[at]) &&
  JSON.stringify(one.counts) === JSON.stringify(other.counts);
