import type { MemberId, ParagraphId } from "@apostil/shared/model";
import { addCounts, type Counts, countsOf, isNothing, type RoomSummary } from "@apostil/shared/protocol";
import type { StoredFacts, StoredReadMarks, StoredRemark } from "../store/store.ts";

/** Milliseconds of the finest time that a summary tells. */
const MINUTE_MS = 60_000;

/**
 * The rooms of a text in one layer as numbers: computed once for everybody who reads the layer, and after a change for
 * the paragraphs that it concerns alone.
 */
export class LayerFacts {
  readonly #rooms = new Map<ParagraphId, StoredFacts>();
  readonly #summaries = new Map<ParagraphId, RoomSummary>();
  /** By paragraph, the rooms of other paragraphs whose annotations speak of it, too. */
  readonly #homes = new Map<ParagraphId, Set<ParagraphId>>();

  get summaries(): ReadonlyMap<ParagraphId, RoomSummary> {
    return this.#summaries;
  }
  get paragraphs(): Iterable<ParagraphId> {
    return this.#rooms.keys();
  }

  /** Takes rooms as the store has them now. @returns what is another summary than before; `null` for nothing left */
  take(facts: readonly StoredFacts[]): Map<ParagraphId, RoomSummary | null> {
    const concerned = new Set<ParagraphId>();
    for (const room of facts) {
      for (const paragraph of this.#leave(room.paragraph)) concerned.add(paragraph);
      this.#rooms.set(room.paragraph, room);
      concerned.add(room.paragraph);
      for (const paragraph of othersIn(room)) {
        concerned.add(paragraph);
        const homes = this.#homes.get(paragraph) ?? new Set();
        this.#homes.set(paragraph, homes.add(room.paragraph));
      }
    }
    return this.#again(concerned);
  }

  /** How many comments and replies in this room are new to a member who has read up to there. */
  unread(paragraph: ParagraphId, member: MemberId, marks: StoredReadMarks): number {
    const room = this.#rooms.get(paragraph);
    // where nobody was before, "unread" would be everything, which says nothing
    if (!room || marks.whole === null) return 0;
    const upTo = Math.max(marks.whole, marks.paragraphs.get(paragraph) ?? 0);
    return room.remarks.filter(
      (remark) => isSaid(remark) && remark.creator !== member && remark.created > upTo,
    ).length;
  }

  #leave(paragraph: ParagraphId): ParagraphId[] {
    const room = this.#rooms.get(paragraph);
    const others = room ? othersIn(room) : [];
    for (const other of others) this.#homes.get(other)?.delete(paragraph);
    return others;
  }

  #again(concerned: ReadonlySet<ParagraphId>): Map<ParagraphId, RoomSummary | null> {
    const changed = new Map<ParagraphId, RoomSummary | null>();
    for (const paragraph of concerned) {
      const before = this.#summaries.get(paragraph) ?? null;
      const now = this.#summaryOf(paragraph);
      if (JSON.stringify(before) === JSON.stringify(now)) continue;
      changed.set(paragraph, now);
      if (now) this.#summaries.set(paragraph, now);
      else this.#summaries.delete(paragraph);
    }
    return changed;
  }

  #summaryOf(paragraph: ParagraphId): RoomSummary | null {
    const room = this.#rooms.get(paragraph);
    const guests = this.#guestsOf(paragraph);
    const counts = countsOf(room?.remarks.filter((remark) => remark.paragraphs.includes(paragraph)) ?? []);
    const { changed = null, note = false } = room ?? {};
    if (isNothing(counts) && !guests && !note && changed === null) return null;
    return {
      ...counts,
      ...(note && { note }),
      ...(changed !== null && { changed: new Date(changed - (changed % MINUTE_MS)).toISOString() }),
      ...(guests && { guests }),
    };
  }

  #guestsOf(paragraph: ParagraphId): RoomSummary["guests"] | null {
    const from = [...(this.#homes.get(paragraph) ?? [])];
    if (from.length === 0) return null;
    let counts: Counts = {};
    for (const home of from) {
      const remarks = this.#rooms.get(home)?.remarks ?? [];
      counts = addCounts(
        counts,
        countsOf(remarks.filter(({ paragraphs }) => paragraphs.includes(paragraph))),
      );
    }
    return { ...counts, from };
  }
}

const isSaid = ({ motivation }: StoredRemark): boolean =>
  motivation === "commenting" || motivation === "replying";

/** The other paragraphs that a room's annotations speak of. */
function othersIn({ paragraph, remarks }: StoredFacts): ParagraphId[] {
  const others = new Set(remarks.flatMap(({ paragraphs }) => paragraphs));
  others.delete(paragraph);
  return [...others];
}
