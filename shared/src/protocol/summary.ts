import type { Motivation, ParagraphId, Status, TextId, ThemeId } from "../model/index.ts";

/**
 * The summary of a text for one viewer: what stands in the rooms of the layers that they read, as numbers. A page draws
 * from it whatever is far from the window, and opens rooms only where somebody reads. JSON, in the payload of a
 * `summary` frame and from `GET /api/texts/:text/summary`.
 */
export const SUMMARY_VERSION = 1;

/** Most paragraphs that one message speaks of, layers added up: about 100 kB of JSON. What is more goes into the next. */
export const MAX_SUMMARY_PARAGRAPHS = 1_000;

/** How many annotations of each kind; what is none is left out. */
export type Counts = {
  /** Threads that are open, and those that are resolved. */
  readonly open?: number;
  readonly resolved?: number;
  readonly replies?: number;
  readonly highlights?: number;
  /** Of the codebook's key words, neither accepted nor rejected. */
  readonly suggestions?: number;
  /** Taggings of each theme. */
  readonly tags?: Readonly<Record<ThemeId, number>>;
};

/** What stands in one room. */
export type RoomSummary = Counts & {
  /** The note has words. */
  readonly note?: true;
  /** Last change, ISO 8601 in UTC to the minute: what is typed would change a finer time with every commit. */
  readonly changed?: string;
  /** Annotations of words in several paragraphs whose first one is another: their rooms are to be opened as well. */
  readonly guests?: Counts & { readonly from: readonly ParagraphId[] };
};

/** By paragraph. `null` in a change: nothing is left there. */
export type LayerSummary = Readonly<Record<ParagraphId, RoomSummary | null>>;

/** Comments and replies that others wrote since the viewer was there; 0 in a change: all read. */
export type Unread = Readonly<Record<ParagraphId, number>>;

/** One message. A first one is `full` and replaces what was known; the others change what they name. */
export type SummaryMessage = {
  readonly v: typeof SUMMARY_VERSION;
  readonly text: TextId;
  readonly full: boolean;
  /** By wire layer; in a full one every layer that the viewer reads is named. */
  readonly layers: Readonly<Record<string, LayerSummary>>;
  readonly unread: Readonly<Record<string, Unread>>;
  /** Whether this viewer has opened the text before: until then nothing of it counts as unread. */
  readonly visited: boolean;
};

/** `PUT /api/texts/:text/read`: up to which `created` one has read; `paragraphs` those alone, else the whole text. */
export type ReadUpTo = { readonly upTo: string; readonly paragraphs?: readonly ParagraphId[] };

/** @throws Error for another version: the page is older or newer than the server */
export function readSummary(json: string): SummaryMessage {
  const message = JSON.parse(json) as SummaryMessage;
  if (message.v !== SUMMARY_VERSION) throw new Error(`Unknown version of the summary: ${message.v}`);
  return message;
}

/** What of an annotation is counted. */
export type Countable = {
  readonly motivation: Motivation;
  readonly status: Status;
  /** Of a tagging. */
  readonly theme: ThemeId | null;
};

/** Counts annotations. Rejected suggestions, and tags without a theme, count as nothing. */
export function countsOf(annotations: Iterable<Countable>): Counts {
  let counts: Counts = {};
  for (const annotation of annotations) counts = addCounts(counts, countOf(annotation));
  return counts;
}

function countOf({ motivation, status, theme }: Countable): Counts {
  if (status === "rejected") return {};
  if (status === "suggested") return { suggestions: 1 };
  if (motivation === "commenting") return status === "resolved" ? { resolved: 1 } : { open: 1 };
  if (motivation === "replying") return { replies: 1 };
  if (motivation === "highlighting") return { highlights: 1 };
  return theme === null ? {} : { tags: { [theme]: 1 } };
}

const KINDS = ["open", "resolved", "replies", "highlights", "suggestions"] as const;

/** The sum of both. */
export function addCounts(one: Counts, other: Counts): Counts {
  const sum: { -readonly [Kind in (typeof KINDS)[number]]?: number } = {};
  for (const kind of KINDS) {
    const count = (one[kind] ?? 0) + (other[kind] ?? 0);
    if (count > 0) sum[kind] = count;
  }
  if (!one.tags && !other.tags) return sum;
  const tags: Record<ThemeId, number> = { ...one.tags };
  for (const [theme, count] of Object.entries(other.tags ?? {}) as [ThemeId, number][])
    tags[theme] = (tags[theme] ?? 0) + count;
  return { ...sum, tags };
}

/** Whether there is nothing to count. */
export const isNothing = (counts: Counts): boolean =>
  counts.tags === undefined && KINDS.every((kind) => counts[kind] === undefined);
