import { afterEach, beforeEach, expect, it } from "vitest";
import { StockClient } from "../support/join-room.ts";
import { startServer, type TestServer } from "../support/start-server.ts";

/** Ten kills with a start each, on a loaded machine. */
const LIMIT_MS = 120_000;
const ROOM = "sres2395/op21/shared";
const KILLS = 10;
const WORDS_PER_KILL = 10;

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
}, LIMIT_MS);
afterEach(() => server.dispose());

const tokenOf = (name: string, delegation: string): Promise<string> =>
  server.token({ name, delegation, role: "editor" });

const joinAs = async (name: string, delegation: string): Promise<StockClient> =>
  new StockClient(server, ROOM, await tokenOf(name, delegation));

/**
 * When the power goes, seen from the edit just made: each round in another moment of its way, so that all are met.
 * Edits after it are typed while the server is down.
 */
const MOMENTS: readonly ((writer: StockClient, reader: StockClient, word: string) => Promise<unknown>)[] = [
  // At once: the words are still in the writer's own process.
  async () => null,
  // On their way, or in the server's hands.
  () => new Promise((resolve) => setImmediate(resolve)),
  // Just confirmed.
  (writer) => writer.allSaved(),
  // Just seen by somebody else.
  (_writer, reader, word) => reader.sees(word),
];

it("keeps every word that was shown as saved or that another person saw, over ten kills", {
  timeout: LIMIT_MS,
}, async () => {
  const writer = await joinAs("Ingrid", "Norway");
  const reader = await joinAs("Tomoko", "Japan");
  const another = await tokenOf("Amina", "Kenya");
  await Promise.all([writer.synced(), reader.synced()]);
  const seen = new Set<string>();
  reader.doc.on("update", () => {
    for (const word of reader.words) seen.add(word);
  });
  const promised = new Set<string>();
  const all: string[] = [];

  for (let round = 0; round < KILLS; round++) {
    for (let at = 0; at < WORDS_PER_KILL; at++) {
      const word = `word ${round}.${at}`;
      all.push(word);
      writer.write(word);
      if (at !== WORDS_PER_KILL / 2) continue;
      await MOMENTS[round % MOMENTS.length]?.(writer, reader, word);
      await server.kill();
    }
    for (const word of [...writer.saved, ...seen]) promised.add(word);
    // Typing goes on while it comes up again, and while the clients come back.
    const up = server.start();
    const word = `word ${round} while down`;
    all.push(word);
    writer.write(word);
    await up;
    const newcomer = new StockClient(server, ROOM, another);
    await newcomer.synced();
    const there = new Set(newcomer.words);
    newcomer.leave();
    expect([...promised].filter((words) => !there.has(words))).toEqual([]);
  }

  await writer.allSaved();
  await reader.sees(all.at(-1) ?? "");
  // All but those of the last rounds, which nobody waited for before the power went.
  expect(promised.size).toBeGreaterThan(KILLS * (WORDS_PER_KILL - 2));
  expect(reader.words).toEqual(all);
  expect(writer.words).toEqual(all);
  writer.leave();
  reader.leave();
});

it("ends cleanly when it is asked to, and starts again with everything", async () => {
  const writer = await joinAs("Ingrid", "Norway");
  await writer.synced();
  writer.write("Before the stop");
  await writer.allSaved();
  expect(await server.stop()).toBe(0);
  await server.start();
  writer.write("After the start");
  await writer.allSaved();
  const newcomer = await joinAs("Tomoko", "Japan");
  await newcomer.sees("After the start");
  expect(newcomer.words).toEqual(["Before the stop", "After the start"]);
  writer.leave();
  newcomer.leave();
});
