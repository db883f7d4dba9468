import type { ParagraphId, TextId } from "@apostil/shared/model";
import type { SummaryStore } from "../store/store.ts";
import { LayerFacts } from "./layer.ts";

/** Changes of this long are told together: at most three messages a second for a text and layer. */
export const GATHER_MS = 350;
/** A layer that nobody watches is kept this long: a page asks over HTTP before it watches. */
const IDLE_MS = 60_000;

/** Hears of changes in a layer: as JSON by paragraph (`{}` for none), and the rooms that were read again for it. */
export type LayerListener = (changes: string, touched: readonly ParagraphId[]) => void;

/**
 * One layer of one text, kept in step with the store while somebody watches it. Each has a clock of its own, so that the
 * time of a message never tells of another layer.
 */
export class LayerState {
  readonly facts = new LayerFacts();
  readonly ready: Promise<void>;
  readonly #store: SummaryStore;
  readonly #text: TextId;
  readonly #layer: string;
  readonly #forget: () => void;
  readonly #listeners = new Set<LayerListener>();
  #dirty = new Set<ParagraphId>();
  #timer: NodeJS.Timeout | null = null;
  #reading: Promise<void>;
  #idle: NodeJS.Timeout | null = null;

  /** @param layer its key @param forget called once nobody has used it for a while, or it could not be read */
  constructor(store: SummaryStore, text: TextId, layer: string, forget: () => void) {
    this.#store = store;
    this.#text = text;
    this.#layer = layer;
    this.#forget = forget;
    this.ready = this.#load();
    this.#reading = this.ready.catch(forget);
    this.#rest();
  }

  /** Hears of what follows. @returns ends it */
  listen(listener: LayerListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      this.#rest();
    };
  }

  /** The room of this paragraph has another committed state. */
  touched(paragraph: ParagraphId): void {
    this.#dirty.add(paragraph);
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS).unref();
  }

  /** Anything may have changed: another process has written. */
  touchedAll(): void {
    this.#reading = this.#reading.then(async () => {
      this.#tell(await this.#store.roomFacts(this.#text, this.#layer, null));
    }, this.#forget);
    this.#reading.catch(this.#forget);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#idle) clearTimeout(this.#idle);
    this.#listeners.clear();
  }

  async #load(): Promise<void> {
    this.facts.take(await this.#store.roomFacts(this.#text, this.#layer, null));
  }

  #flush(): void {
    this.#timer = null;
    this.#reading = this.#reading
      .then(async () => {
        const paragraphs = [...this.#dirty];
        this.#dirty = new Set();
        this.#tell(await this.#store.roomFacts(this.#text, this.#layer, paragraphs));
      })
      .catch(this.#forget);
  }

  #tell(facts: Awaited<ReturnType<SummaryStore["roomFacts"]>>): void {
    const changed = this.facts.take(facts);
    const touched = facts.map(({ paragraph }) => paragraph);
    const changes = JSON.stringify(Object.fromEntries(changed));
    for (const listener of [...this.#listeners]) listener(changes, touched);
  }

  /** Forgets itself unless somebody listens by then. */
  #rest(): void {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#listeners.size === 0 && this.#forget(), IDLE_MS).unref();
  }
}
