import type { Member, MemberId, ParagraphId, TextId } from "@apostil/shared/model";
import { layerKey } from "@apostil/shared/model";
import { type RoomKey, roomOfKey, type SummaryMessage } from "@apostil/shared/protocol";
import type { Viewer } from "../people/people.ts";
import type { StoredReadMarks, SummaryStore } from "../store/store.ts";
import { LayerState } from "./layer-state.ts";
import { changeMessage, fullMessage, inParts, keysOf, recount, type ViewedLayer } from "./watch.ts";

/** Whether the message was taken; a client that does not read gets the whole anew when it does. */
export type Send = (json: string) => boolean;

/** How long a client that did not take a message is left alone, in milliseconds. */
const LAG_MS = 2_000;

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
    this.#lag = null;
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
    for (const message of inParts(fullMessage(this.text, layers, marks.whole !== null)))
      if (!this.#send(JSON.stringify(message))) return this.#later();
  }

  #changed(layer: ViewedLayer, changes: string, touched: readonly ParagraphId[]): void {
    const unread = recount(layer, this.#viewer.member, this.#marks, touched);
    if (changes !== "{}" || unread.size > 0) this.#change(layer, changes, unread);
  }

  #change({ wire }: ViewedLayer, changes: string, unread: ReadonlyMap<ParagraphId, number>): void {
    const message = changeMessage(this.text, wire, changes, unread, this.#marks.whole !== null);
    if (!this.#send(message)) this.#later();
  }

  #later(): void {
    this.#end();
    this.#lag = setTimeout(() => this.#begin(), LAG_MS).unref();
  }
}
