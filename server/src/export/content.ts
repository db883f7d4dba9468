import type {
  Annotation,
  Codebook,
  Delegation,
  Layer,
  MemberId,
  ParagraphId,
  Text,
} from "@apostil/shared/model";
import { layerKey, PRESENCE_PARAGRAPH } from "@apostil/shared/model";
import { type RoomKey, roomKey, roomOfKey } from "@apostil/shared/protocol";
import type { Store } from "../store/store.ts";
import { type NoteContent, noteIn } from "./note.ts";

/** What an export reads from: of the engine, only the committed state of a room (its port has the same method). */
export type ExportParts = {
  readonly store: Pick<Store, "roomsOfText" | "annotations" | "codebook" | "delegations" | "member">;
  readonly engine: { state(room: RoomKey): Promise<Uint8Array> };
};

/** What one room of a chosen layer holds. */
export type ExportedRoom = {
  readonly paragraph: ParagraphId;
  readonly layer: Layer;
  /** In order of creation; not removed, suggestions and rejected ones included. */
  readonly annotations: readonly Annotation[];
  /** `null` when it has no words. */
  readonly note: NoteContent | null;
};

/** Everything that a format may write: nothing in here stems from a layer that was not chosen. */
export type ExportContent = {
  readonly text: Text;
  /** As chosen, each once. */
  readonly layers: readonly Layer[];
  readonly codebook: Codebook;
  readonly delegations: readonly Delegation[];
  /** Name of the member that a `private` or `round` layer of {@link layers} belongs to. */
  readonly owners: ReadonlyMap<MemberId, string>;
  /** In the text's order, then in that of the layers; rooms without anything are left out. */
  readonly rooms: readonly ExportedRoom[];
  /** When it was exported, ISO 8601 in UTC. */
  readonly exported: string;
};

/** Reads everything of `layers` in `text`. The filter is here, before any room is read: not in the formats. */
export async function gather(
  { store, engine }: ExportParts,
  { text, layers, now }: { readonly text: Text; readonly layers: readonly Layer[]; readonly now: number },
): Promise<ExportContent> {
  const chosen = [...new Map(layers.map((layer) => [layerKey(layer), layer])).values()];
  const keys = chosenRooms(text, chosen, await store.roomsOfText(text.id));
  const rooms: ExportedRoom[] = [];
  for (const key of keys) {
    const { paragraph, layer } = roomOfKey(key);
    const room = {
      paragraph,
      layer,
      annotations: await store.annotations([key]),
      note: noteIn(await engine.state(key)),
    };
    if (room.annotations.length > 0 || room.note) rooms.push(room);
  }
  const [codebook, delegations] = await Promise.all([store.codebook(), store.delegations()]);
  const owners = await ownersOf(store, chosen);
  return {
    text,
    layers: chosen,
    codebook,
    delegations,
    owners,
    rooms,
    exported: new Date(now).toISOString(),
  };
}

/** The rooms that hold something and are of a chosen layer; those of paragraphs that the text no longer has come last. */
function chosenRooms(text: Text, layers: readonly Layer[], stored: readonly RoomKey[]): RoomKey[] {
  const held = new Set(stored);
  const current = text.paragraphs.map((paragraph) => paragraph.id);
  const known = new Set<ParagraphId>([...current, PRESENCE_PARAGRAPH]);
  const former = new Set(stored.map((key) => roomOfKey(key).paragraph).filter((id) => !known.has(id)));
  return [...current, ...former].flatMap((paragraph) =>
    layers.map((layer) => roomKey({ text: text.id, paragraph, layer })).filter((key) => held.has(key)),
  );
}

async function ownersOf(
  store: Pick<Store, "member">,
  layers: readonly Layer[],
): Promise<Map<MemberId, string>> {
  const owners = new Map<MemberId, string>();
  for (const layer of layers)
    if ("member" in layer) owners.set(layer.member, (await store.member(layer.member))?.name ?? layer.member);
  return owners;
}
