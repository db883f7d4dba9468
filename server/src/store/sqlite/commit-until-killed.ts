import { writeSync } from "node:fs";
import type { MemberId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import { openSqliteStore } from "./sqlite-store.ts";

/**
 * A process that a test kills: serves the store at argv[2] and commits to room argv[3], one update after the other.
 * Says each sequence on stdout once the store has acknowledged it.
 */
const [path = "", room = ""] = process.argv.slice(2);
const store = await openSqliteStore({ path, serve: true });
const actor = { member: "apostil" as MemberId, version: 0, session: null };
let { seq } = await store.loadRoom(room as RoomKey);
for (;;) {
  const bytes = new Uint8Array(200).fill(seq % 256);
  const updates = [{ actor, time: seq, bytes }];
  const [outcome] = await store.commit([
    { room: room as RoomKey, after: seq, updates, clients: [], annotations: [] },
  ]);
  if (!outcome?.done) throw new Error("somebody else writes");
  seq = outcome.seq;
  writeSync(1, `${seq}\n`);
}
