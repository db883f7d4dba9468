import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inHouse } from "../../server/src/cli/house.ts";
import { SERVER } from "../../server/src/store/store.ts";
import { asParagraphId, asTextId, type Text } from "../../shared/src/model/index.ts";
import type { RoomKey } from "../../shared/src/protocol/index.ts";
import type { Server } from "./servers.ts";

/** The text whose paragraphs are the rooms. */
const TEXT = asTextId("bench");

/** The name of a room, the same for every server. */
export const roomName = (room: number): string => `bench/p${room + 1}/shared`;

/** A text of so many short paragraphs `p1`, `p2`, … */
export function textOf(paragraphs: number): Text {
  if (!TEXT) throw new Error("The text has no id");
  return {
    ...{ id: TEXT, title: "A text to measure", symbol: null, date: null, language: "en", kind: "prose" },
    ...{ revision: 1, edition: "en", omitted: [] },
    paragraphs: Array.from({ length: paragraphs }, (_, at) => {
      const id = asParagraphId(`p${at + 1}`);
      if (!id) throw new Error("A paragraph has no id");
      return {
        ...{ id, label: null, kind: "other", level: 0, references: [], dates: [] },
        text: `Paragraph ${at + 1}.`,
      };
    }),
  };
}

/** A text and its members in a fresh data folder, made as the commands make them. @returns a token for each person */
export function furnish(server: Server, paragraphs: number, people: number): Promise<string[]> {
  return inHouse(server.folder, async (house) => {
    await house.texts.ensureBundled();
    const source = { name: "bench.txt", type: "text/plain", bytes: randomBytes(1) };
    await house.store.addText(textOf(paragraphs), source);
    const tokens: string[] = [];
    for (let person = 0; person < people; person++)
      tokens.push(await house.people.tokenFor(`Person ${person + 1}`, null, "editor"));
    return tokens;
  });
}

/** Rooms written at a time: large transactions, so that preparing takes seconds. */
const GROUP = 50;

/** Puts these edits into every room, and folds them as the server does when a room has rested. */
export function fillRooms(
  server: Server,
  rooms: number,
  edits: readonly Uint8Array[],
  whole: Uint8Array,
): Promise<void> {
  return inHouse(server.folder, async ({ store }) => {
    const time = Date.now();
    const updates = edits.map((bytes) => ({ actor: SERVER, time, bytes }));
    for (let from = 0; from < rooms; from += GROUP) {
      const keys = Array.from({ length: Math.min(GROUP, rooms - from) }, (_, at) => roomName(from + at));
      const batch = keys.map((room) => ({
        ...{ room: room as RoomKey, after: 0, updates, clients: [], annotations: [], note: true },
      }));
      await store.commit(batch);
      await store.fold(batch.map(({ room }) => ({ room, seq: edits.length, bytes: whole })));
    }
    await store.checkpoint();
  });
}

/** Bytes of a data folder once the history of these rooms was let go, as at the end of the retention. */
export async function compactedBytes(server: Server, rooms: number): Promise<number> {
  await inHouse(server.folder, async ({ store }) => {
    for (let room = 0; room < rooms; room++) {
      const key = roomName(room) as RoomKey;
      const { snapshot } = await store.loadRoom(key);
      if (snapshot) await store.dropHistory({ room: key, ...snapshot });
    }
  });
  vacuum(server);
  return server.bytes();
}

/** Gives free pages back, so that what is measured is what is kept. */
export function vacuum(server: Server): void {
  const database = new DatabaseSync(join(server.folder, "apostil.sqlite"));
  database.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}
