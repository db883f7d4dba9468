import { type Layer, layerKey, type Member, may, type ParagraphId, wireLayer } from "@apostil/shared/model";
import {
  type LayerSummary,
  MAX_SUMMARY_PARAGRAPHS,
  SUMMARY_VERSION,
  type SummaryMessage,
} from "@apostil/shared/protocol";
import type { StoredReadMarks } from "../store/store.ts";
import type { LayerState } from "./layer-state.ts";

/** A layer as one viewer sees it: under its wire name, with what is unread in it. */
export type ViewedLayer = {
  readonly wire: string;
  readonly state: LayerState;
  readonly unread: Map<ParagraphId, number>;
};

/** The layers whose summary a member gets. The same function that opens rooms says which. */
export function layersOf(member: Member): Layer[] {
  const layers: Layer[] = [{ kind: "shared" }, { kind: "private", member: member.id }];
  if (member.delegation !== null) layers.push({ kind: "delegation", slug: member.delegation });
  return layers.filter((layer) => may(member, { do: "read", layer }));
}

export const keysOf = (member: Member): { readonly wire: string; readonly key: string }[] =>
  layersOf(member).map((layer) => ({ wire: wireLayer(layer), key: layerKey(layer) }));

/** Counts what is unread in these paragraphs anew. @returns those with another number than before */
export function recount(
  { state, unread }: ViewedLayer,
  member: Member,
  marks: StoredReadMarks,
  paragraphs: Iterable<ParagraphId>,
): Map<ParagraphId, number> {
  const changed = new Map<ParagraphId, number>();
  for (const paragraph of paragraphs) {
    const now = state.facts.unread(paragraph, member.id, marks);
    if (now === (unread.get(paragraph) ?? 0)) continue;
    changed.set(paragraph, now);
    if (now === 0) unread.delete(paragraph);
    else unread.set(paragraph, now);
  }
  return changed;
}

/** The whole summary. */
export function fullMessage(
  text: SummaryMessage["text"],
  views: readonly ViewedLayer[],
  visited: boolean,
): SummaryMessage {
  const entries = <Value>(of: (view: ViewedLayer) => Iterable<[ParagraphId, Value]>) =>
    Object.fromEntries(
      views.map((view) => [view.wire, Object.fromEntries(of(view)) as Readonly<Record<ParagraphId, Value>>]),
    );
  const layers = entries(({ state }) => state.facts.summaries);
  return { v: SUMMARY_VERSION, text, full: true, layers, unread: entries(({ unread }) => unread), visited };
}

/** A whole summary in messages of bounded size: the first is `full`, the others add to it. */
export function inParts(whole: SummaryMessage): SummaryMessage[] {
  const pieces = Object.entries(whole.layers).flatMap(([wire, layer]) =>
    chunks(Object.entries(layer)).map((entries) => ({ wire, entries })),
  );
  const size = pieces.reduce((sum, { entries }) => sum + entries.length, 0);
  if (size <= MAX_SUMMARY_PARAGRAPHS) return [whole];
  const layers = Object.fromEntries(Object.keys(whole.layers).map((wire) => [wire, {}]));
  return [
    { ...whole, layers },
    ...pieces.map(({ wire, entries }) => ({
      ...whole,
      full: false,
      layers: { [wire]: Object.fromEntries(entries) as LayerSummary },
      unread: {},
    })),
  ];
}

function chunks<Entry>(entries: readonly Entry[]): Entry[][] {
  const found: Entry[][] = [];
  for (let at = 0; at < entries.length; at += MAX_SUMMARY_PARAGRAPHS)
    found.push(entries.slice(at, at + MAX_SUMMARY_PARAGRAPHS));
  return found;
}

/** A message of changes in one layer; `changes` is JSON, made once for all who read the layer. */
export const changeMessage = (
  text: SummaryMessage["text"],
  wire: string,
  changes: string,
  unread: ReadonlyMap<ParagraphId, number>,
  visited: boolean,
): string => {
  const layer = JSON.stringify(wire);
  const read = unread.size === 0 ? "{}" : `{${layer}:${JSON.stringify(Object.fromEntries(unread))}}`;
  const layers = changes === "{}" ? "{}" : `{${layer}:${changes}}`;
  return `{"v":${SUMMARY_VERSION},"text":${JSON.stringify(text)},"full":false,"layers":${layers},"unread":${read},"visited":${visited}}`;
};
