import { type RoomKey, roomName, roomOfKey } from "@apostil/shared/protocol";
import * as Y from "yjs";
import { noteText } from "../note-text.ts";
import { wordsIn } from "../outbox.ts";
import { deleteDatabase, openDatabase, type Row } from "./database.ts";
import { asAside, asFailure, type Item } from "./item.ts";

/**
 * What this member wrote for a store that was replaced since: it may read otherwise now, so it is kept to be read and
 * copied, and never sent. Keys say where it comes from: two pages that begin at once keep the same.
 */
export async function takeFrom(
  earlier: string,
  now: number,
  keep: (items: Item[]) => Promise<void>,
): Promise<void> {
  const db = await openDatabase(earlier);
  const [items, unsent] = [await db.getAll("items"), await db.getAllFromIndex("updates", "unsent")];
  const rooms = [...new Set(unsent.map(({ room }) => room))];
  const notes = await Promise.all(
    rooms.map(async (room) =>
      noteItem(earlier, room, await db.getAllFromIndex("updates", "room", room), now),
    ),
  );
  db.close();
  await keep([...items.map(asEarlier), ...notes.flat()]);
  await deleteDatabase(earlier);
}

function asEarlier(item: Item): Item {
  if (item.kind !== "command") return item;
  const { key, command } = item.waiting;
  return asFailure({ key, command, code: "otherGeneration", detail: "", words: wordsIn(command) });
}

function noteItem(database: string, key: string, rows: readonly Row[], now: number): Item[] {
  const doc = new Y.Doc();
  for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
  const words = noteText(doc.getXmlFragment("note"));
  if (words.trim() === "") return [];
  const room = roomName(roomOfKey(key as RoomKey));
  return [asAside({ id: `${database} ${key}`, room, words, reason: { kind: "otherGeneration" }, at: now })];
}
