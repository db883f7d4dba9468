import { once } from "node:events";
import {
  CREDIT_STEP_BYTES,
  creditFrame,
  dataFrame,
  FRAME,
  LINK_VERSION,
  MAX_ANSWER_BYTES,
  MAX_FRAME_BYTES,
  openFrame,
  Parts,
  type RoomName,
  readFrames,
  readMessage,
  writeFrames,
  writeStep1,
} from "@apostil/shared/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { startServer, type TestServer } from "../support/start-server.ts";
import { until } from "../support/until.ts";
import { type Cast, cast } from "./people.ts";
import { closeCode, join, leaveAll, sees, synced, wordsIn, write } from "./stock.ts";

let server: TestServer;
let people: Cast;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
});
afterAll(() => server.dispose());
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
  leaveAll();
});

function dial(path: string, token: string): WebSocket {
  const socket = new WebSocket(`${server.origin.replace("http", "ws")}${path}?token=${token}`);
  sockets.push(socket);
  socket.binaryType = "nodebuffer";
  return socket;
}

/** A replica that counts what it is sent, and reads when the test says so. */
class Replica {
  readonly doc = new Y.Doc();
  updates = 0;
  answers = 0;
  bytes = 0;

  hear(message: Uint8Array): void {
    const read = readMessage(message);
    if (read.type !== "step2" && read.type !== "update") return;
    this.bytes += message.length;
    if (read.type === "step2") this.answers++;
    else this.updates++;
    Y.applyUpdate(this.doc, read.update);
  }
}

/** One room over the link, by the grammar alone. */
async function overLink(room: RoomName, token: string): Promise<{ socket: WebSocket; replica: Replica }> {
  const socket = dial("/link", token);
  const replica = new Replica();
  const parts = new Parts({ bytes: MAX_ANSWER_BYTES, messages: 1 });
  let taken = 0;
  socket.on("message", (message: Buffer) => {
    for (const { channel, kind, payload } of readFrames(message)) {
      if (kind === FRAME.hello) socket.send(writeFrames([openFrame(1, room)]));
      if (kind === FRAME.open) socket.send(writeFrames([dataFrame(1, writeStep1(Uint8Array.of(0)))]));
      if (kind !== FRAME.data && kind !== FRAME.part) continue;
      const whole = kind === FRAME.part ? parts.take(channel, payload) : payload;
      if (whole) replica.hear(whole);
      taken += payload.length;
      if (taken < CREDIT_STEP_BYTES) continue;
      socket.send(writeFrames([creditFrame(channel, taken)]));
      taken = 0;
    }
  });
  await until("the room to be there", () => replica.answers === 1);
  return { socket, replica };
}

async function overStock(room: RoomName, token: string): Promise<{ socket: WebSocket; replica: Replica }> {
  const socket = dial(`/rooms/${room}`, token);
  const replica = new Replica();
  socket.on("message", (message: Buffer) => replica.hear(message));
  await once(socket, "open");
  socket.send(writeStep1(Uint8Array.of(0)));
  await until("the room to be there", () => replica.answers === 1);
  return { socket, replica };
}

const PAGE = "Words of a report that is pasted again and again. ".repeat(3_000);
const PAGES = 120;

/** Pastes a report, and deletes it again: 18 MB pass, and next to nothing is left of them. */
async function pasteMuch(room: RoomName): Promise<void> {
  const kari = join(server, room, people.kari, { saved: true });
  await synced(kari);
  for (let at = 0; at < PAGES; at++) {
    write(kari.doc, `${at} ${PAGE}`);
    kari.doc.getXmlFragment("note").delete(0, 1);
    // one after the other, so that each is a commit of its own
    await until("it to be saved", () => (kari.saved.at(-1) ?? 0) >= 1 + 2 * (at + 1));
  }
  write(kari.doc, "The last words");
  await until("it to be saved", () => (kari.saved.at(-1) ?? 0) >= 2 + 2 * PAGES);
}

describe("a client that does not read for a while", () => {
  it.each([
    ["on the link", "sres2395/op1/shared", overLink],
    ["on a socket of its own", "sres2395/op2/shared", overStock],
  ] as const)(
    "%s loses the queue but not its place: one difference when it reads again",
    async (_, room, open) => {
      const { socket, replica } = await open(room, people.ama);
      socket.pause();
      await pasteMuch(room);
      expect(replica.updates).toBe(0);
      socket.resume();
      await until("the last words to arrive", () => wordsIn(replica.doc).includes("The last words"));
      // one more where the network took a little in between, and the room fell behind a second time
      expect(replica.answers).toBeGreaterThan(1);
      expect(replica.answers).toBeLessThanOrEqual(3);
      const { answers } = replica;
      expect(replica.updates).toBeLessThan(2 * PAGES);
      expect(replica.bytes).toBeLessThan((PAGES * PAGE.length) / 2);
      const reader = join(server, room, people.ola);
      await sees(reader, "The last words");
      expect(wordsIn(replica.doc)).toEqual(wordsIn(reader.doc));
      write(reader.doc, "And live again");
      await until("live words to arrive", () => wordsIn(replica.doc).includes("And live again"));
      expect(replica.answers).toBe(answers);
    },
  );
});

describe("the link", () => {
  it("ends with 4400 for another version", async () => {
    const socket = dial("/link", people.ama);
    await once(socket, "message");
    socket.send(Uint8Array.of(LINK_VERSION - 1, 0, 3, 0));
    const [code] = await once(socket, "close");
    expect(code).toBe(4400);
  });

  it("closes a room whose message in parts is too large, and no other", async () => {
    const socket = dial("/link", people.ama);
    const heard: [number, number][] = [];
    socket.on("message", (message: Buffer) => {
      for (const { channel, kind, payload } of readFrames(message)) {
        if (kind === FRAME.open) heard.push([channel, 0]);
        if (kind === FRAME.close) heard.push([channel, ((payload[0] ?? 0) << 8) | (payload[1] ?? 0)]);
      }
    });
    await once(socket, "message");
    socket.send(writeFrames([openFrame(1, "sres2395/op3/shared"), openFrame(2, "sres2395/op4/shared")]));
    await until("both to be open", () => heard.length === 2);
    const part = { channel: 1, kind: FRAME.part, payload: new Uint8Array(MAX_FRAME_BYTES / 2 + 100).fill(1) };
    socket.send(writeFrames([part, part, part]));
    await until("the refusal", () => heard.length === 3);
    expect(heard[2]).toEqual([1, 4413]);
  });
});

describe("a message above every limit", () => {
  it("ends a stock client with 4413, so that it does not come again with the same", async () => {
    const client = join(server, "sres2395/op5/shared", people.ama);
    await synced(client);
    (client.provider.ws as unknown as WebSocket).send(new Uint8Array(17 * 1_048_576));
    expect(await closeCode(client)).toBe(4413);
  });
});
