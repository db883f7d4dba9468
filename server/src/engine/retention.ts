import type { RoomKey } from "@apostil/shared/protocol";
import * as Y from "yjs";
import type { RoomHistory, Store, StoredUpdate } from "../store/store.ts";
import { ColdRoom } from "./cold-room.ts";
import { documentOf } from "./room.ts";

/** Rooms looked at in one go. */
const AT_ONCE = 16;

/**
 * Lets go of packed history that ended before `before` (milliseconds since 1970). What a room's history begins with from
 * then on is written in the same step; before that it is compared with what the room is served from, and a room where
 * they differ keeps everything.
 * @returns how many rooms were shortened
 */
export async function dropOldHistory(store: Store, before: number): Promise<number> {
  let dropped = 0;
  const kept = new Set<RoomKey>();
  for (;;) {
    const found = await store.pastHistory(before, AT_ONCE + kept.size);
    const due = found.filter(({ room }) => !kept.has(room));
    if (due.length === 0) return dropped;
    for (const { room, last } of due) {
      const bytes = baseOf(await store.history(room), last);
      if (bytes && (await agrees(store, room, bytes, last))) {
        await store.dropHistory({ room, seq: last, bytes });
        dropped++;
      } else kept.add(room);
    }
  }
}

/** Folds every room whose log has updates behind its snapshot. @returns how many */
export async function foldAll(store: Store): Promise<number> {
  let folded = 0;
  for (const { id } of await store.texts())
    for (const room of await store.roomsOfText(id)) {
      const cold = new ColdRoom(room, await store.loadRoom(room));
      if (!cold.isWorthFolding) continue;
      const { seq, state } = cold.face();
      await store.fold([{ room, seq, bytes: state }]);
      folded++;
    }
  return folded;
}

/** Everything up to `last` as one update; `null` when the history has a hole. */
function baseOf({ base, updates }: RoomHistory, last: number): Uint8Array | null {
  const before = updates.filter(({ seq }) => seq <= last);
  if (!isWhole(base?.seq ?? 0, before, last)) return null;
  const doc = documentOf({ snapshot: base, updates: before });
  return Y.encodeStateAsUpdate(doc);
}

const isWhole = (after: number, updates: readonly StoredUpdate[], last: number): boolean =>
  updates.every(({ seq }, at) => seq === after + 1 + at) && after + updates.length === last;

/** Whether the base and what came after it make the very room that people are served: same structs, same deletions. */
async function agrees(store: Store, room: RoomKey, base: Uint8Array, last: number): Promise<boolean> {
  const after = await store.updatesAfter(room, last);
  const again = documentOf({ snapshot: { seq: last, bytes: base }, updates: after });
  const served = documentOf(await store.loadRoom(room));
  const [one, other] = [again, served].map((doc) => ({
    vector: Y.encodeStateVector(doc),
    deletions: Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)),
  }));
  return isSame(one?.vector, other?.vector) && isSame(one?.deletions, other?.deletions);
}

const isSame = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
