import type { Member, MemberId, ParagraphId, TextId } from "@apostil/shared/model";
import { layerKey } from "@apostil/shared/model";
import { type RoomKey, roomOfKey, type SummaryMessage } from "@apostil/shared/protocol";
import type { Viewer } from "../people/people.ts";
import type { StoredReadMarks, SummaryStore } from "../store/store.ts";
import { LayerState } from "./layer-state.ts";
import { changeMessage, fullMessage, inParts, keysOf, recount, type ViewedLayer } from "./watch.ts";

/** Whether the message was taken: it is offered again, and a client that does not read gets the whole anew. */
export type Send = (json: string) => boolean;

/** How long a client that does not read is left alone before it gets the whole anew, in milliseconds. */
const LAG_MS = 2_000;
/** When a message that was not taken is offered again, in milliseconds: the parts of a large one take that long. */
const AGAIN_MS = 50;
/** Changes that may wait behind the parts of the whole; more of them, and the whole is the shorter way. */
const MOST_WAITING = 20;

/**
 * Summaries of texts. What a layer holds is computed once, kept in step with the commits while somebody watches it, and
 * put together for each viewer out of the layers that they may read: a change elsewhere sends them nothing at all.
 */
export class Summaries {
  readonly #store: SummaryStore;
  readonly #layers = new Map<string, LayerState>();
  readonly #watches = new Set<Watch>();

  constructor(store: SummaryStore) {
    this.#store = store;
  }

  /** The whole summary of now. */
  async of({ member }: Viewer, text: TextId): Promise<SummaryMessage> {
    const marks = await this.#store.readMarks(member.id, text);
    const layers = this.view(member, text);
    await Promise.all(layers.map(({ state }) => state.ready));
    for (const layer of layers) recount(layer, member, marks, layer.state.facts.paragraphs);
    return fullMessage(text, layers, marks.whole !== null);
  }

  /** Sends the whole summary, and then whatever changes in it, until it is closed. */
  watch(viewer: Viewer, text: TextId, send: Send): Watch {
    const watch = new Watch(this, this.#store, viewer, text, send, () => this.#watches.delete(watch));
    this.#watches.add(watch);
    return watch;
  }

  /** A room has another committed state. */
  committed(key: RoomKey): void {
    const { text, paragraph, layer } = roomOfKey(key);
    this.#layers.get(`${text}/${layerKey(layer)}`)?.touched(paragraph);
  }

  /** Another process has written. */
  changedOutside(): void {
    for (const layer of this.#layers.values()) layer.touchedAll();
  }

  /** Moves how far a member has read; all pages of theirs hear of it. `null`: the whole text. */
  async markRead(
    member: MemberId,
    text: TextId,
    upTo: number,
    paragraphs: readonly ParagraphId[] | null,
  ): Promise<void> {
    await this.#store.markRead(member, text, upTo, paragraphs);
    const marks = await this.#store.readMarks(member, text);
    for (const watch of this.#watches)
      if (watch.text === text && watch.viewer.member.id === member) watch.marked(marks);
  }

  close(): void {
    for (const watch of [...this.#watches]) watch.close();
    for (const layer of this.#layers.values()) layer.stop();
    this.#layers.clear();
  }

  /** The layers of a text that a member reads; for {@link Watch}. */
  view(member: Member, text: TextId): ViewedLayer[] {
    return keysOf(member).map(({ wire, key }) => ({
      wire,
      state: this.#state(text, key),
      unread: new Map(),
    }));
  }

  #state(text: TextId, key: string): LayerState {
    const name = `${text}/${key}`;
    const known = this.#layers.get(name);
    if (known) return known;
    const made = new LayerState(this.#store, text, key, () => {
      if (this.#layers.get(name) !== made) return;
      this.#layers.delete(name);
      made.stop();
      for (const watch of this.#watches) watch.lost(made);
    });
    this.#layers.set(name, made);
    return made;
  }
}

/** One page that watches one text. */
export class Watch {
  readonly text: TextId;
  readonly #summaries: Summaries;
  readonly #store: SummaryStore;
  readonly #send: Send;
  readonly #closed: () => void;
  #viewer: Viewer;
  #layers: readonly ViewedLayer[] = [];
  #marks: StoredReadMarks = { whole: null, paragraphs: new Map() };
  #leave: readonly (() => void)[] = [];
  /** Counts beginnings: what an older one waits for comes to nothing. */
  #turn = 0;
  #lag: NodeJS.Timeout | null = null;
  /** Messages that were not taken yet, the next time that they are offered, and how often in vain. */
  #waiting: string[] = [];
  #again: NodeJS.Timeout | null = null;
  #attempts = 0;
  #most = MOST_WAITING;

  constructor(
    summaries: Summaries,
    store: SummaryStore,
    viewer: Viewer,
    text: TextId,
    send: Send,
    closed: () => void,
  ) {
    this.#summaries = summaries;
    this.#store = store;
    this.#viewer = viewer;
    this.text = text;
    this.#send = send;
    this.#closed = closed;
    this.#begin();
  }

  get viewer(): Viewer {
    return this.#viewer;
  }

  /** Their role or delegation is another one: nothing more of what they may not read any more. */
  reconsider(viewer: Viewer): void {
    this.#viewer = viewer;
    this.#begin();
  }

  marked(marks: StoredReadMarks): void {
    const isFirst = this.#marks.whole === null;
    this.#marks = marks;
    for (const layer of this.#layers) {
      const unread = recount(layer, this.#viewer.member, marks, layer.state.facts.paragraphs);
      if (unread.size > 0 || isFirst) this.#change(layer, "{}", unread);
    }
  }

  /** A layer could not be read: all of it is asked for again, after a while. */
  lost(state: LayerState): void {
    if (this.#layers.some((layer) => layer.state === state)) this.#later();
  }

  close(): void {
    this.#end();
    this.#closed();
  }

  #end(): void {
    this.#turn++;
    for (const leave of this.#leave) leave();
    this.#leave = [];
    this.#layers = [];
    if (this.#lag) clearTimeout(this.#lag);
    if (this.#again) clearTimeout(this.#again);
    this.#lag = null;
    this.#again = null;
    this.#waiting = [];
    this.#attempts = 0;
  }

  #begin(): void {
    this.#end();
    const turn = this.#turn;
    const layers = this.#summaries.view(this.#viewer.member, this.text);
    const marks = this.#store.readMarks(this.#viewer.member.id, this.text);
    Promise.all([marks, ...layers.map(({ state }) => state.ready)]).then(
      ([found]) => turn === this.#turn && this.#start(layers, found),
      () => turn === this.#turn && this.#later(),
    );
  }

  /** The whole, and in the same step what follows it. */
  #start(layers: readonly ViewedLayer[], marks: StoredReadMarks): void {
    this.#layers = layers;
    this.#marks = marks;
    for (const layer of layers) recount(layer, this.#viewer.member, marks, layer.state.facts.paragraphs);
    this.#leave = layers.map((layer) =>
      layer.state.listen((changes, touched) => this.#changed(layer, changes, touched)),
    );
    const parts = inParts(fullMessage(this.text, layers, marks.whole !== null));
    this.#most = parts.length + MOST_WAITING;
    for (const message of parts) this.#post(JSON.stringify(message));
  }

  #changed(layer: ViewedLayer, changes: string, touched: readonly ParagraphId[]): void {
    const unread = recount(layer, this.#viewer.member, this.#marks, touched);
    if (changes !== "{}" || unread.size > 0) this.#change(layer, changes, unread);
  }

  #change({ wire }: ViewedLayer, changes: string, unread: ReadonlyMap<ParagraphId, number>): void {
    const message = changeMessage(this.text, wire, changes, unread, this.#marks.whole !== null);
    this.#post(message);
  }

  /** In order: what is not taken now waits for a moment, and with it what comes behind. */
  #post(message: string): void {
    if (this.#waiting.length === 0 && this.#send(message)) return;
    if (this.#waiting.push(message) > this.#most) return this.#later();
    this.#again ??= setTimeout(() => this.#drain(), AGAIN_MS).unref();
  }

  #drain(): void {
    this.#again = null;
    const before = this.#waiting.length;
    for (let next = this.#waiting[0]; next !== undefined && this.#send(next); next = this.#waiting[0])
      this.#waiting.shift();
    if (this.#waiting.length < before) this.#attempts = 0;
    else if (++this.#attempts * AGAIN_MS >= LAG_MS) return this.#later();
    if (this.#waiting.length > 0) this.#again = setTimeout(() => this.#drain(), AGAIN_MS).unref();
  }

  #later(): void {
    this.#end();
    this.#lag = setTimeout(() => this.#begin(), LAG_MS).unref();
  }
}
