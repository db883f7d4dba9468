import type { ParagraphId, TextId } from "@apostil/shared/model";
import { type RoomSummary, readSummary, type SummaryMessage } from "@apostil/shared/protocol";

type ByParagraph<Value> = ReadonlyMap<ParagraphId, Value>;

/** What the server has said of a text: of each layer by its wire name, what stands in its rooms and what is unread. */
export type TextSummaryState = {
  readonly layers: ReadonlyMap<string, ByParagraph<RoomSummary>>;
  readonly unread: ReadonlyMap<string, ByParagraph<number>>;
  /** `null` until the server has said whether we were here before. */
  readonly visited: boolean | null;
};

export const NOTHING_KNOWN: TextSummaryState = { layers: new Map(), unread: new Map(), visited: null };

/** The state after a message of the server. */
export function nextSummary(before: TextSummaryState, message: SummaryMessage): TextSummaryState {
  const from = message.full ? NOTHING_KNOWN : before;
  return {
    layers: merged(from.layers, message.layers, (value): value is RoomSummary => value !== null),
    unread: merged(from.unread, message.unread, (count): count is number => count > 0),
    visited: message.visited,
  };
}

/** @param isLeft whether something is left there: everything else is taken out */
function merged<Said, Value extends Said>(
  before: ReadonlyMap<string, ByParagraph<Value>>,
  said: Readonly<Record<string, Readonly<Record<ParagraphId, Said>>>>,
  isLeft: (value: Said) => value is Value,
): ReadonlyMap<string, ByParagraph<Value>> {
  const all = new Map(before);
  for (const [layer, changes] of Object.entries(said)) {
    const paragraphs = new Map(all.get(layer));
    for (const [paragraph, value] of Object.entries(changes) as [ParagraphId, Said][])
      if (isLeft(value)) paragraphs.set(paragraph, value);
      else paragraphs.delete(paragraph);
    all.set(layer, paragraphs);
  }
  return all;
}

/** Paragraphs of which a message may say something else than before; `null` for any. */
export function concernedBy(message: SummaryMessage): ReadonlySet<ParagraphId> | null {
  if (message.full) return null;
  const said = [...Object.values(message.layers), ...Object.values(message.unread)];
  return new Set(said.flatMap((layer) => Object.keys(layer) as ParagraphId[]));
}

/** Where summaries come from: the link, which brings the whole once it is up and then every change. */
export type SummarySource = {
  watchText(text: TextId, take: (json: string) => void): () => void;
};

/** The summary of one text, kept up to date while it is open. */
export class TextSummary {
  readonly #changed: (paragraphs: ReadonlySet<ParagraphId> | null) => void;
  readonly #leave: () => void;
  #state: TextSummaryState = NOTHING_KNOWN;

  /**
   * @param first what the page was told before the link was up
   * @param changed called with the paragraphs that are concerned, `null` for all
   */
  constructor(
    source: SummarySource,
    text: TextId,
    first: SummaryMessage | null,
    changed: (paragraphs: ReadonlySet<ParagraphId> | null) => void,
  ) {
    this.#changed = changed;
    if (first) this.#state = nextSummary(NOTHING_KNOWN, first);
    this.#leave = source.watchText(text, (json) => this.#take(json));
  }

  get state(): TextSummaryState {
    return this.#state;
  }

  close(): void {
    this.#leave();
  }

  #take(json: string): void {
    const message = readSummary(json);
    this.#state = nextSummary(this.#state, message);
    this.#changed(concernedBy(message));
  }
}
