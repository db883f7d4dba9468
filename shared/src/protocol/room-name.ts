import {
  asParagraphId,
  asTextId,
  type Layer,
  layerKey,
  layerOfKey,
  type Member,
  type ParagraphId,
  resolveLayer,
  type TextId,
  wireLayer,
} from "../model/index.ts";

/** A room as a person names it: `sres2395/op21/private`. */
export type RoomName = string;

/** A room as the store knows it: `sres2395/op21/private:<member>`. Never sent to a client. */
export type RoomKey = string & { readonly __brand: "RoomKey" };

export type Room = { readonly text: TextId; readonly paragraph: ParagraphId; readonly layer: Layer };

/** The room that `name` means for `member`; `null` when it is no room's name. Says nothing of rights or existence. */
export function resolveRoom(name: RoomName, member: Pick<Member, "id">): Room | null {
  const parts = name.split("/");
  const text = asTextId(parts[0] ?? "");
  const paragraph = asParagraphId(parts[1] ?? "");
  const layer = resolveLayer(parts[2] ?? "", member.id);
  return parts.length === 3 && text && paragraph && layer ? { text, paragraph, layer } : null;
}

export const roomKey = (room: Room): RoomKey =>
  `${room.text}/${room.paragraph}/${layerKey(room.layer)}` as RoomKey;

/** The room of a key that {@link roomKey} made. */
export function roomOfKey(key: RoomKey): Room {
  const [text = "", paragraph = "", layer = ""] = key.split("/");
  const found = layerOfKey(layer);
  if (!found) throw new Error(`Not a room key: ${key}`);
  return { text: text as TextId, paragraph: paragraph as ParagraphId, layer: found };
}

/** The room's name for those who may be in it. */
export const roomName = (room: Room): RoomName => `${room.text}/${room.paragraph}/${wireLayer(room.layer)}`;
