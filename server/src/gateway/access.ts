import { may, PRESENCE_PARAGRAPH, resolveLayer } from "@apostil/shared/model";
import { type RoomKey, resolveRoom, roomKey } from "@apostil/shared/protocol";
import type { Viewer } from "../people/people.ts";
import type { Texts } from "../texts/texts.ts";
import type { Denial } from "./session.ts";

export type Access = { readonly room: RoomKey; readonly write: boolean };

/**
 * Whether this person may be in the room of this name, and write its note. The right to the layer is asked before the
 * existence of the paragraph, and a layer that nobody has is refused like one of others, so that a refusal tells nothing
 * of what there is.
 */
export async function accessTo(
  name: string,
  { member }: Viewer,
  texts: Pick<Texts, "has">,
): Promise<Access | Denial> {
  const parts = name.split("/");
  const layer = resolveLayer(parts[2] ?? "", member.id);
  if (parts.length !== 3) return { reason: "notFound", why: "This is no room's name" };
  if (!layer || !may(member, { do: "read", layer }))
    return { reason: "notAllowed", why: "This layer is not open to you" };
  const room = resolveRoom(name, member);
  if (!room || !(await texts.has(room.text, room.paragraph)))
    return { reason: "notFound", why: "There is no such paragraph" };
  const write = room.paragraph !== PRESENCE_PARAGRAPH && may(member, { do: "writeNote", layer });
  return { room: roomKey(room), write };
}
