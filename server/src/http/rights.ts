import {
  type Ask,
  asParagraphId,
  asTextId,
  type Layer,
  may,
  PRESENCE_PARAGRAPH,
  Problem,
  resolveLayer,
} from "@apostil/shared/model";
import { type Room, type RoomKey, roomKey } from "@apostil/shared/protocol";
import type { Context, MiddlewareHandler } from "hono";
import type { Viewer } from "../people/people.ts";
import type { Env, Parts } from "./parts.ts";

/** A room of the path, resolved for the viewer and asked for rights. */
export type ResolvedRoom = Room & { readonly key: RoomKey };

/** @throws Problem notSignedIn */
export function viewerOf(c: Context<Env>): Viewer {
  const viewer = c.get("viewer");
  if (!viewer) throw new Problem("notSignedIn");
  return viewer;
}

/** @throws Problem notSignedIn, notAllowed */
export function demand(c: Context<Env>, ask: Ask): Viewer {
  const viewer = viewerOf(c);
  if (!may(viewer.member, ask)) throw new Problem("notAllowed");
  return viewer;
}

/** A step before the body is read: whoever may not ask learns nothing of what else is wrong. */
export const allowed =
  (ask: Ask): MiddlewareHandler<Env> =>
  async (c, next) => {
    demand(c, ask);
    await next();
  };

/**
 * The layer that a word means to the viewer. One that isn't theirs, one that nobody has and one that could not exist
 * are refused alike.
 * @throws Problem notSignedIn, notAllowed
 */
export function readableLayer(c: Context<Env>, word: string): Layer {
  const { member } = viewerOf(c);
  const layer = resolveLayer(word, member.id);
  if (!layer || !may(member, { do: "read", layer })) throw new Problem("notAllowed");
  return layer;
}

/**
 * Resolves `:text/:paragraph/:layer`. The layer is asked for before the paragraph is looked for: what exists is told
 * to nobody who may not be there.
 */
export const inRoom =
  ({ texts }: Pick<Parts, "texts">): MiddlewareHandler<Env> =>
  async (c, next) => {
    const layer = readableLayer(c, c.req.param("layer") ?? "");
    if (c.req.method !== "GET" && c.req.method !== "HEAD") demand(c, { do: "annotate", layer });
    const text = asTextId(c.req.param("text") ?? "");
    const paragraph = asParagraphId(c.req.param("paragraph") ?? "");
    const isThere =
      text && paragraph && paragraph !== PRESENCE_PARAGRAPH && (await texts.has(text, paragraph));
    if (!isThere) throw new Problem("notFound", "There is no such paragraph.");
    const room = { text, paragraph, layer };
    c.set("room", { ...room, key: roomKey(room) });
    await next();
  };
