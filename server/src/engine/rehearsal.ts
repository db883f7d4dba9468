import * as Y from "yjs";

/**
 * The lists of a document as they would be after an update, without touching it: where Yjs would put each new item, and
 * how many others it would have to look at for that. Only what the update comes near is copied.
 *
 * Yjs finds an item's place by walking from its left neighbour to its right one, as it stood when the item was written.
 * Honest items mostly find them side by side; a crafted update makes each of thousands walk over all others.
 */

/** A run of characters, or one node or mark, of a list; an existing item may be cut into several. */
export type Piece = {
  readonly client: number;
  readonly clock: number;
  /** The first clock after it. */
  end: number;
  readonly origin: Y.ID | null;
  readonly rightOrigin: Y.ID | null;
  /** `null` for what is collected: it stands in no list. */
  readonly list: List | null;
  /** The existing item that it is of, or `null` for what is new. */
  readonly item: Y.Item | null;
  readonly content: Y.Item["content"];
  /** `undefined`: as the document has it. */
  right: Piece | null | undefined;
  /** Marks of the walks that came by. */
  seen: number;
  contested: number;
};

type YType = Y.ContentType["type"];

/** The children of a node, or the values that one of its attributes had. */
export type List = {
  readonly type: YType | null;
  readonly sub: string | null;
  /** `undefined`: as the document has it. */
  head: Piece | null | undefined;
  /** How many new nodes it stands inside of. */
  readonly depth: number;
  /** Whether a mark was put into it. */
  marked: boolean;
  /** How many values an attribute had. */
  size: number;
  readonly subs: Map<string, List>;
};

const newList = (type: YType | null, sub: string | null = null, depth = 0): List => ({
  type,
  sub,
  depth,
  // what is not in the document yet has nothing inside
  head: type === null ? null : undefined,
  marked: false,
  size: 0,
  subs: new Map(),
});

export class Rehearsal {
  /** How many items were looked at so far. */
  steps = 0;
  /** How many new nodes stand inside each other. */
  deepest = 0;
  /** How many elements of Yjs' own arrays would be moved to make room for halves of split items. */
  moved = 0;
  readonly #doc: Y.Doc;
  readonly #most: number;
  readonly #old = new Map<Y.Item, Piece[]>();
  readonly #fresh = new Map<number, Piece[]>();
  readonly #lists = new Map<YType, List>();
  readonly #inside = new Map<Piece, List>();
  #walk = 0;
  #contest = 0;

  /** @param most where counting steps ends: more is too many anyway */
  constructor(doc: Y.Doc, most: number) {
    this.#doc = doc;
    this.#most = most;
  }

  /** The next clock of a client. */
  next(client: number): number {
    return this.#fresh.get(client)?.at(-1)?.end ?? Y.getState(this.#doc.store, client);
  }

  /** Puts an item where Yjs would. All that it depends on must be there. */
  add(item: Y.Item): void {
    const left = item.origin && this.#before(item.origin);
    const right = item.rightOrigin && this.#from(item.rightOrigin);
    // beside what was collected, an item is collected too
    const list =
      (item.origin && !left) || (item.rightOrigin && !right) ? null : this.#listOf(item, left, right);
    const piece: Piece = {
      client: item.id.client,
      clock: item.id.clock,
      end: item.id.clock + item.length,
      origin: item.origin,
      rightOrigin: item.rightOrigin,
      list,
      item: null,
      content: item.content,
      right: null,
      seen: 0,
      contested: 0,
    };
    this.#remember(piece);
    if (list === null) return;
    const beside = this.#after(list, left) === right;
    this.#insert(list, piece, beside ? left : this.#place(list, piece, left, right));
  }

  /** What stands for a collected run. */
  addCollected(client: number, clock: number, length: number): void {
    const content = new Y.ContentDeleted(length);
    this.#remember({
      ...{ client, clock, end: clock + length, origin: null, rightOrigin: null, content },
      ...{ list: null, item: null, right: null, seen: 0, contested: 0 },
    });
  }

  /** The piece that a character is in; `null` when that is collected. */
  at(client: number, clock: number): Piece | null {
    const store = this.#doc.store;
    if (clock >= Y.getState(store, client)) {
      const fresh = pieceAt(this.#fresh.get(client) ?? [], clock);
      return fresh?.list ? fresh : null;
    }
    const item = Y.getItem(store, Y.createID(client, clock));
    return item instanceof Y.Item ? pieceAt(this.#piecesOf(item), clock) : null;
  }

  /** The first clock after what a character is in. */
  endOf(client: number, clock: number): number {
    const store = this.#doc.store;
    if (clock >= Y.getState(store, client))
      return pieceAt(this.#fresh.get(client) ?? [], clock)?.end ?? clock + 1;
    const struct = Y.getItem(store, Y.createID(client, clock));
    return struct.id.clock + struct.length;
  }

  /** The children of a list from left to right. */
  *pieces(list: List): Generator<Piece> {
    for (let piece = this.#headOf(list); piece !== null; piece = this.#rightOf(piece)) yield piece;
  }

  // ── Yjs' integration, looking only ─────────────────────────────────────────────────────────────────────────────────

  /** The left neighbour that Yjs would choose. */
  #place(list: List, piece: Piece, from: Piece | null, right: Piece | null): Piece | null {
    // Yjs goes back to the first value of an attribute twice
    if (from === null && list.sub !== null) this.steps += 2 * list.size;
    const walk = ++this.#walk;
    let contest = ++this.#contest;
    let left = from;
    for (let other = this.#after(list, from); other !== null && other !== right; ) {
      if (++this.steps > this.#most) return left;
      other.seen = walk;
      other.contested = contest;
      if (same(piece.origin, other.origin)) {
        if (other.client < piece.client) {
          left = other;
          contest = ++this.#contest;
        } else if (same(piece.rightOrigin, other.rightOrigin)) break;
      } else {
        const origin = other.origin && this.at(other.origin.client, other.origin.clock);
        if (origin?.seen !== walk) break;
        if (origin.contested !== contest) {
          left = other;
          contest = ++this.#contest;
        }
      }
      other = this.#rightOf(other);
    }
    return left;
  }

  #insert(list: List, piece: Piece, left: Piece | null): void {
    piece.right = this.#after(list, left);
    list.size++;
    if (piece.content instanceof Y.ContentFormat) list.marked = true;
    if (left) left.right = piece;
    else list.head = piece;
  }

  #listOf(item: Y.Item, left: Piece | null, right: Piece | null): List | null {
    const { parent } = item;
    if (typeof parent === "string") {
      const root = this.#doc.share.get(parent);
      return root ? this.#sub(this.#children(root), item.parentSub) : null;
    }
    if (!(parent instanceof Y.ID)) return left?.list ?? right?.list ?? null;
    const holder = this.at(parent.client, parent.clock);
    if (!holder || !(holder.content instanceof Y.ContentType)) return null;
    if (holder.item) return this.#sub(this.#children(holder.content.type), item.parentSub);
    const depth = (holder.list?.depth ?? 0) + 1;
    this.deepest = Math.max(this.deepest, depth);
    const inside = this.#inside.get(holder) ?? newList(null, null, depth);
    this.#inside.set(holder, inside);
    return this.#sub(inside, item.parentSub);
  }

  #children(type: YType): List {
    const known = this.#lists.get(type);
    if (known) return known;
    const list = newList(type);
    this.#lists.set(type, list);
    return list;
  }

  #sub(list: List, name: string | null): List {
    if (name === null) return list;
    const known = list.subs.get(name);
    if (known) return known;
    const sub = newList(list.type, name, list.depth);
    list.subs.set(name, sub);
    return sub;
  }

  #after = (list: List, left: Piece | null): Piece | null =>
    left ? this.#rightOf(left) : this.#headOf(list);

  #headOf(list: List): Piece | null {
    if (list.head !== undefined) return list.head;
    const first = list.sub === null ? (list.type?._start ?? null) : this.#oldest(list, list.sub);
    list.head = first && this.#first(first);
    return list.head;
  }

  /** Yjs keeps only the newest value of an attribute at hand and goes back from there, each time. */
  #oldest(list: List, sub: string): Y.Item | null {
    let item = list.type?._map.get(sub) ?? null;
    if (item) list.size = 1;
    for (; item?.left && list.size <= this.#most; item = item.left) list.size++;
    return item;
  }

  #rightOf(piece: Piece): Piece | null {
    if (piece.right === undefined) piece.right = piece.item?.right ? this.#first(piece.item.right) : null;
    return piece.right;
  }

  // ── Pieces ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  #first = (item: Y.Item): Piece | null => this.#piecesOf(item)[0] ?? null;

  #piecesOf(item: Y.Item): Piece[] {
    const known = this.#old.get(item);
    if (known) return known;
    const { parent } = item;
    const list = parent instanceof Y.AbstractType ? this.#children(parent) : newList(null);
    const piece: Piece = {
      client: item.id.client,
      clock: item.id.clock,
      end: item.id.clock + item.length,
      origin: item.origin,
      rightOrigin: item.rightOrigin,
      list: this.#sub(list, item.parentSub),
      item,
      content: item.content,
      right: undefined,
      seen: 0,
      contested: 0,
    };
    const pieces = [piece];
    this.#old.set(item, pieces);
    return pieces;
  }

  #remember(piece: Piece): void {
    const known = this.#fresh.get(piece.client);
    if (known) known.push(piece);
    else this.#fresh.set(piece.client, [piece]);
  }

  /** The piece that ends with a character. */
  #before(id: Y.ID): Piece | null {
    const piece = this.at(id.client, id.clock);
    if (piece && piece.end > id.clock + 1) this.#cut(piece, id.clock + 1);
    return piece;
  }

  /** The piece that begins with a character. */
  #from(id: Y.ID): Piece | null {
    const piece = this.at(id.client, id.clock);
    return piece && piece.clock < id.clock ? this.#cut(piece, id.clock) : piece;
  }

  #cut(piece: Piece, clock: number): Piece {
    const rest: Piece = { ...piece, clock, origin: Y.createID(piece.client, clock - 1) };
    piece.right = rest;
    piece.end = clock;
    const pieces = piece.item ? this.#piecesOf(piece.item) : (this.#fresh.get(piece.client) ?? []);
    pieces.splice(pieces.indexOf(piece) + 1, 0, rest);
    this.moved += this.#behind(piece);
    return rest;
  }

  /** How many structs of its client stand behind a piece in Yjs' array. */
  #behind({ client, clock }: Piece): number {
    const structs = this.#doc.store.clients.get(client) ?? [];
    const known =
      clock < Y.getState(this.#doc.store, client) ? Y.findIndexSS(structs, clock) : structs.length;
    return structs.length - known + (this.#fresh.get(client)?.length ?? 0);
  }
}

function pieceAt(pieces: readonly Piece[], clock: number): Piece | null {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.clock ?? 0) <= clock) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece && piece.clock <= clock && clock < piece.end ? piece : null;
}

const same = (one: Y.ID | null, other: Y.ID | null): boolean =>
  one === other ||
  (one !== null && other !== null && one.client === other.client && one.clock === other.clock);
