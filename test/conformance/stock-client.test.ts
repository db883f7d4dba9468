import { MAX_FRAME_BYTES } from "@apostil/shared/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import * as Y from "yjs";
import { startServer, type TestServer } from "../support/start-server.ts";
import { until } from "../support/until.ts";
import { type Cast, cast } from "./people.ts";
import { closeCode, join, leaveAll, sees, stored, synced, wordsIn, write } from "./stock.ts";

let server: TestServer;
let people: Cast;
let paragraph = 0;
let room: string;

beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
});
afterAll(() => server.dispose());
// Every test takes the next operative paragraph of the bundled text, so that none sees another's words.
beforeEach(() => {
  room = `sres2395/op${++paragraph}/shared`;
});
afterEach(leaveAll);

/** Sends bytes on the provider's own socket. */
const sendRaw = (stock: { provider: { ws: unknown } }, bytes: Uint8Array) =>
  (stock.provider.ws as WebSocket).send(bytes);

describe("two stock clients", () => {
  it("see each other's words, and converge", async () => {
    const [kari, ama] = [join(server, room, people.kari), join(server, room, people.ama)];
    await Promise.all([synced(kari), synced(ama)]);
    write(kari.doc, "From Kari");
    write(ama.doc, "From Ama");
    await Promise.all([sees(kari, "From Ama"), sees(ama, "From Kari")]);
    expect(wordsIn(kari.doc)).toEqual(wordsIn(ama.doc));
    expect(await stored(server, room, people.ola)).toEqual(wordsIn(kari.doc));
  });

  it("hear of each other with the name that the server knows, whatever they claim", async () => {
    const kari = join(server, room, people.kari);
    kari.provider.awareness.setLocalState({ user: { name: "Somebody else" }, words: "not passed on" });
    const ama = join(server, room, people.ama);
    await Promise.all([synced(kari), synced(ama)]);
    const state = await until("Kari to be seen", () =>
      ama.provider.awareness.getStates().get(kari.doc.clientID),
    );
    expect(state).toEqual({
      user: {
        id: expect.any(String),
        name: "Kari",
        delegation: "norway",
        color: expect.stringMatching(/^#[0-9a-f]{6}$/),
      },
    });
    kari.provider.disconnect();
    await until("Kari to have left", () => !ama.provider.awareness.getStates().has(kari.doc.clientID));
  });

  it("merge what one of them wrote while it was away", async () => {
    const [kari, ama] = [join(server, room, people.kari), join(server, room, people.ama)];
    await Promise.all([synced(kari), synced(ama)]);
    kari.provider.disconnect();
    for (const words of ["One", "Two", "Three"]) write(kari.doc, words);
    write(ama.doc, "Meanwhile");
    kari.provider.connect();
    await Promise.all([sees(ama, "Three"), sees(kari, "Meanwhile")]);
    expect([...wordsIn(ama.doc)].sort()).toEqual(["Meanwhile", "One", "Three", "Two"]);
    expect(wordsIn(kari.doc)).toEqual(wordsIn(ama.doc));
  });

  it("lose nothing that is typed after a reconnect, before the server has asked for what came before", async () => {
    const [kari, ama] = [join(server, room, people.kari, { saved: true }), join(server, room, people.ama)];
    await Promise.all([synced(kari), synced(ama)]);
    kari.provider.disconnect();
    write(kari.doc, "Offline");
    // The first thing that the server hears on the new connection has a gap before it.
    kari.provider.on("status", ({ status }) => {
      if (status === "connected") write(kari.doc, "At once");
    });
    kari.provider.connect();
    await Promise.all([sees(ama, "Offline"), sees(ama, "At once")]);
    await until("both frames to be saved", () => kari.saved.includes(2));
    expect(kari.closed).toEqual([]);
  });
});

describe("saved", () => {
  it("counts sync frames for those who ask for it", async () => {
    const kari = join(server, room, people.kari, { saved: true });
    await synced(kari);
    await until("the step 2 to be saved", () => kari.saved.includes(1));
    write(kari.doc, "One");
    write(kari.doc, "Two");
    await until("both edits to be saved", () => kari.saved.includes(3));
    expect(kari.saved).toEqual([...kari.saved].sort((a, b) => a - b));
    expect(await stored(server, room, people.ama)).toEqual(["One", "Two"]);
  });
});

describe("a refused client", () => {
  it("is one that writes into the annotations: 4403, and nobody sees it", async () => {
    const [forger, kari] = [join(server, room, people.ama), join(server, room, people.kari)];
    await Promise.all([synced(forger), synced(kari)]);
    forger.doc.getMap("annotations").set("forged", { id: "forged", body: [] });
    expect(await closeCode(forger)).toBe(4403);
    write(kari.doc, "Afterwards");
    const newcomer = join(server, room, people.ola);
    await sees(newcomer, "Afterwards");
    for (const { doc } of [kari, newcomer]) expect(doc.getMap("annotations").has("forged")).toBe(false);
  });

  it("comes again with the same document in vain, and with a new one gladly", async () => {
    const forger = join(server, room, people.ama);
    await synced(forger);
    forger.doc.getMap("annotations").set("forged", {});
    await closeCode(forger);
    expect(await closeCode(join(server, room, people.ama, { doc: forger.doc }))).toBe(4403);
    const honest = join(server, room, people.ama);
    await synced(honest);
    write(honest.doc, "Honest");
    await until("it to be stored", async () => (await stored(server, room, people.kari)).includes("Honest"));
  });

  it("is a reader who writes, but never one who only reads", async () => {
    const [kari, reader] = [join(server, room, people.kari), join(server, room, people.reader)];
    await Promise.all([synced(kari), synced(reader)]);
    write(kari.doc, "To be read");
    await sees(reader, "To be read");
    kari.doc.getXmlFragment("note").delete(0, 1);
    await until("the deletion to arrive", () => wordsIn(reader.doc).length === 0);
    reader.provider.disconnect();
    reader.provider.connect();
    await synced(reader);
    write(kari.doc, "Again");
    await sees(reader, "Again");
    expect(reader.closed).toEqual([]);
    write(reader.doc, "Not allowed");
    expect(await closeCode(reader)).toBe(4403);
    expect(await stored(server, room, people.ama)).toEqual(["Again"]);
  });

  it("is one who asks for another delegation's layer, whether or not the paragraph exists", async () => {
    expect(await closeCode(join(server, "sres2395/op1/norway", people.ama))).toBe(4403);
    expect(await closeCode(join(server, "sres2395/nowhere/norway", people.ama))).toBe(4403);
    expect(await closeCode(join(server, "sres2395/op1/never-heard-of", people.ama))).toBe(4403);
    const own = join(server, "sres2395/op1/norway", people.kari);
    await synced(own);
    expect(own.closed).toEqual([]);
  });

  it("is one who asks for what is not there", async () => {
    expect(await closeCode(join(server, "sres2395/op99/shared", people.kari))).toBe(4404);
    expect(await closeCode(join(server, "nothing/op1/shared", people.kari))).toBe(4404);
    expect(await closeCode(join(server, "no-room-at-all", people.kari))).toBe(4404);
  });

  it("is one who is not signed in", async () => {
    expect(await closeCode(join(server, room, "not-a-token"))).toBe(4401);
  });

  it("is one who sends what is no message", async () => {
    for (const garbage of [[9, 9, 9], [0, 2, 200, 1], [0, 2, 2, 255, 255], []]) {
      const client = join(server, room, people.ama);
      await synced(client);
      sendRaw(client, Uint8Array.from(garbage));
      expect(await closeCode(client)).toBe(4400);
    }
  });

  it("is one who sends too much at once", async () => {
    const client = join(server, room, people.ama);
    await synced(client);
    write(client.doc, "x".repeat(MAX_FRAME_BYTES + 100));
    expect(await closeCode(client)).toBe(4413);
    expect(await stored(server, room, people.kari)).toEqual([]);
  });

  it("is one who speaks under somebody else's client id", async () => {
    const kari = join(server, room, people.kari, { saved: true });
    await synced(kari);
    write(kari.doc, "Kari's");
    await until("it to be saved", () => kari.saved.includes(2));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(kari.doc));
    doc.clientID = kari.doc.clientID;
    write(doc, "In Kari's name");
    // its step 1 looks like a copy from another history, its step 2 is forged: whichever is looked at first
    expect([4403, 4409]).toContain(await closeCode(join(server, room, people.ama, { doc })));
    expect(await stored(server, room, people.ola)).toEqual(["Kari's"]);
  });
});

describe("a private room", () => {
  it("is each member's own under the same name", async () => {
    const name = "sres2395/op1/private";
    const [kari, ama] = [join(server, name, people.kari), join(server, name, people.ama)];
    await Promise.all([synced(kari), synced(ama)]);
    write(kari.doc, "Only mine");
    const alsoKari = join(server, name, people.kari);
    await sees(alsoKari, "Only mine");
    write(ama.doc, "Only Ama's");
    expect(await stored(server, name, people.ama)).toEqual(["Only Ama's"]);
  });

  it("is written by its reader, too", async () => {
    const name = "sres2395/op1/private";
    const reader = join(server, name, people.reader, { saved: true });
    await synced(reader);
    write(reader.doc, "A reader's note");
    await until("it to be saved", () => reader.saved.includes(2));
    expect(reader.closed).toEqual([]);
  });
});
