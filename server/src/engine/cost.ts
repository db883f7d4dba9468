import { MAX_NOTE_DEPTH } from "@apostil/shared/model";
import * as Y from "yjs";
import type { IsDeleted } from "./delete-set.ts";
import { MAX_STEPS, MOVES_PER_STEP, RUNS_PER_STEP } from "./limits.ts";
import { type List, type Piece, Rehearsal } from "./rehearsal.ts";

/**
 * What applying an update would cost beyond its size and the document's, which other limits bound: the three places in
 * Yjs where work grows with the square. Those are the walk to an item's place (`Item.integrate`), making room in an array
 * for each half of a split item (`splice`), and the tidying around each deletion in a formatted text
 * (`cleanupContextlessFormattingGap`).
 */

type Struct = Y.Item | Y.GC | Y.Skip;
type Ranges = readonly { readonly clock: number; readonly len: number }[];
export type Decoded = {
  readonly structs: readonly Struct[];
  readonly deletes: ReadonlyMap<number, Ranges>;
};

/**
 * An upper estimate in steps, one step being one item that Yjs looks at when it looks for a place. More than
 * {@link MAX_STEPS} says only that: counting ends there, so that this itself is bounded.
 */
export function costOf(doc: Y.Doc, update: Decoded, isDeleted: IsDeleted): number {
  const rehearsal = rehearse(doc, update.structs);
  // whatever changes in deep nodes, Yjs climbs from there through all of them
  if (rehearsal.deepest > MAX_NOTE_DEPTH) return Number.POSITIVE_INFINITY;
  if (rehearsal.steps > MAX_STEPS) return rehearsal.steps;
  const deletions = new Deletions(doc, update.deletes, isDeleted);
  const moves = (rehearsal.moved + deletions.moved) / MOVES_PER_STEP;
  return Math.ceil(rehearsal.steps + moves + deletions.runs(rehearsal) / RUNS_PER_STEP);
}

/** Puts all items where Yjs would, in its order: the highest client first, and before each item what it depends on. */
export function rehearse(doc: Y.Doc, structs: readonly Struct[]): Rehearsal {
  const rehearsal = new Rehearsal(doc, MAX_STEPS);
  const queues = new Map<number, { readonly structs: Struct[]; at: number }>();
  for (const struct of structs) {
    const queue = queues.get(struct.id.client);
    if (queue) queue.structs.push(struct);
    else queues.set(struct.id.client, { structs: [struct], at: 0 });
  }
  for (const client of [...queues.keys()].sort((a, b) => b - a)) {
    const path = [client];
    while (path.length > 0 && !isTooMuch(rehearsal)) {
      const queue = queues.get(path.at(-1) ?? client);
      const struct = queue?.structs[queue.at];
      if (!queue || !struct || struct instanceof Y.Skip) path.pop();
      else {
        const before = missingOf(struct, rehearsal);
        // in a circle nothing is integrated; that shows when it is applied
        if (before !== null && (path.includes(before) || !queues.has(before))) return rehearsal;
        if (before !== null) path.push(before);
        else {
          queue.at++;
          addOne(rehearsal, struct);
          // back to the one that waited for this
          if (path.length > 1) path.pop();
        }
      }
    }
  }
  return rehearsal;
}

const isTooMuch = ({ steps, deepest }: Rehearsal): boolean => steps > MAX_STEPS || deepest > MAX_NOTE_DEPTH;

function addOne(rehearsal: Rehearsal, struct: Y.Item | Y.GC): void {
  if (struct instanceof Y.Item) rehearsal.add(struct);
  else rehearsal.addCollected(struct.id.client, struct.id.clock, struct.length);
}

/** The client whose items must come first. */
function missingOf(struct: Y.Item | Y.GC, rehearsal: Rehearsal): number | null {
  if (!(struct instanceof Y.Item)) return null;
  const parent = struct.parent instanceof Y.ID ? struct.parent : null;
  for (const id of [struct.origin, struct.rightOrigin, parent])
    if (id !== null && id.client !== struct.id.client && id.clock >= rehearsal.next(id.client))
      return id.client;
  return null;
}

/** Whether a text has marks, or had some: Yjs never forgets. */
const isFormatted = ({ type, marked }: List): boolean =>
  marked || (type instanceof Y.XmlText && type._hasFormatting);

/** The deletions that are news. */
class Deletions {
  /** Elements that Yjs' arrays move to make room for halves. */
  moved = 0;
  readonly #doc: Y.Doc;
  readonly #ranges: ReadonlyMap<number, Ranges>;
  readonly #isDeleted: IsDeleted;

  constructor(doc: Y.Doc, ranges: ReadonlyMap<number, Ranges>, isDeleted: IsDeleted) {
    this.#doc = doc;
    this.#ranges = ranges;
    this.#isDeleted = isDeleted;
    for (const [client, list] of ranges)
      for (const { clock, len } of list) if (!isDeleted(client, clock, len)) this.#split(client, clock, len);
  }

  #split(client: number, clock: number, length: number): void {
    const structs = this.#doc.store.clients.get(client) ?? [];
    const end = Math.min(clock + length, Y.getState(this.#doc.store, client));
    for (const at of [clock, end]) {
      if (at >= Y.getState(this.#doc.store, client)) continue;
      const index = Y.findIndexSS(structs, at);
      if (structs[index]?.id.clock !== at) this.moved += structs.length - index;
    }
  }

  /**
   * Around each deleted item of a formatted text Yjs walks over all that shows nothing, so a run of them is walked as
   * often as it has new deletions.
   */
  runs(rehearsal: Rehearsal): number {
    const counts = new Map<List, number>();
    for (const [client, list] of this.#ranges)
      for (const { clock, len } of list)
        if (!this.#isDeleted(client, clock, len))
          for (const piece of this.#pieces(rehearsal, client, clock, len))
            if (piece.list && isFormatted(piece.list))
              counts.set(piece.list, (counts.get(piece.list) ?? 0) + 1);
    let walked = 0;
    for (const [list, count] of counts) if (count > 1) walked += this.#runsOf(rehearsal, list);
    return walked;
  }

  *#pieces(rehearsal: Rehearsal, client: number, clock: number, length: number): Generator<Piece> {
    const end = Math.min(clock + length, rehearsal.next(client));
    for (let at = clock; at < end; ) {
      const piece = rehearsal.at(client, at);
      if (piece) yield piece;
      at = piece?.end ?? rehearsal.endOf(client, at);
    }
  }

  #runsOf(rehearsal: Rehearsal, list: List): number {
    let walked = 0;
    let run = 0;
    let deleted = 0;
    for (const piece of rehearsal.pieces(list)) {
      const news = !piece.item?.deleted && this.#covers(piece);
      if (news || piece.item?.deleted || !piece.content.isCountable()) {
        run++;
        if (news) deleted++;
      } else {
        walked += run * deleted;
        run = 0;
        deleted = 0;
      }
    }
    return walked + run * deleted;
  }

  /** Whether the whole of a piece is deleted by this update. */
  #covers({ client, clock, end }: Piece): boolean {
    const ranges = this.#ranges.get(client) ?? [];
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.clock ?? 0) <= clock) low = middle + 1;
      else high = middle;
    }
    const range = ranges[low - 1];
    return range !== undefined && end <= range.clock + range.len;
  }
}
