import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { systemClock } from "../clock.ts";
import { FakeServer, REFUSED, write } from "../fake-server.ts";
import { Link } from "../link.ts";
import { noteText } from "../note-text.ts";
import { Rooms } from "../rooms.ts";
import { SetAside } from "../set-aside.ts";
import { LocalRooms } from "./local-rooms.ts";
import { RoomCopy } from "./room-copy.ts";

const ROOM = "t/op1/shared";

let server: FakeServer;
let isWriter: boolean;
const open: (() => void)[] = [];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  server = new FakeServer();
  isWriter = true;
});
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A tab of this member; closing it without a word is a crash. */
async function tab(member = "kari") {
  const local = await LocalRooms.open("g1", member);
  if (!local) throw new Error("Nothing is kept");
  const link = new Link({ url: "ws://h", WebSocket: server.WebSocket, clock: systemClock, generation: "g1" });
  const setAside = new SetAside();
  const rooms = new Rooms({
    ...{ link, clock: systemClock, setAside, rightsChanged: () => {}, mayWrite: () => isWriter },
    outbox: { merge: (_room, annotations) => annotations, onRoom: () => () => {} },
    copyOf: (room) => new RoomCopy(local, room, () => isWriter),
  });
  const close = () => {
    rooms.close();
    link.close();
  };
  open.push(close);
  link.resume();
  return { local, rooms, setAside, close, room: rooms.use(ROOM) };
}

const onServer = () => noteText(server.doc(ROOM).getXmlFragment("note"));

/** Types words while nobody can be reached, and ends without a word. */
async function typeAndCrash(words: string): Promise<number> {
  server.isReachable = false;
  const { room, close, local } = await tab();
  await vi.waitFor(() => expect(room.state).toBe("offline"));
  write(room.doc, words);
  await local.read(ROOM);
  close();
  server.isReachable = true;
  return room.doc.clientID;
}

describe("a copy of a room", () => {
  it("delivers what a tab wrote before it crashed, under another client id, and says saved only then", async () => {
    const id = await typeAndCrash("Mine");
    server.acknowledges = false;
    const { room, rooms, local } = await tab();
    expect(local.unsentRooms).toEqual([ROOM]);
    await vi.waitFor(() => expect(onServer()).toBe("Mine"));
    expect(room.doc.clientID).not.toBe(id);
    expect(rooms.unsaved()).toBe(1);
    server.connection.acknowledge(ROOM);
    expect(rooms.unsaved()).toBe(0);
    await vi.waitFor(async () => expect((await tab()).local.unsentRooms).toEqual([]));
    expect(onServer()).toBe("Mine");
  });

  it("shows what was there without a server", async () => {
    write(server.doc(ROOM), "Theirs");
    const first = await tab();
    await vi.waitFor(() => expect(noteText(first.room.note)).toBe("Theirs"));
    await first.local.read(ROOM);
    first.close();
    server.isReachable = false;
    const { room } = await tab();
    await vi.waitFor(() => expect(noteText(room.note)).toBe("Theirs"));
    await vi.waitFor(() => expect(room.state).toBe("offline"));
  });

  it("is nobody else's", async () => {
    await typeAndCrash("Mine");
    server.isReachable = false;
    const { room, local } = await tab("ola");
    expect(local.unsentRooms).toEqual([]);
    expect(await local.read(ROOM)).toEqual([]);
    expect(noteText(room.note)).toBe("");
  });

  it("goes aside once its edits may not be made any more", async () => {
    await typeAndCrash("Too late");
    isWriter = false;
    const { setAside, local } = await tab();
    await vi.waitFor(() => expect(setAside.get().map(({ words }) => words)).toEqual(["Too late"]));
    await vi.waitFor(async () => expect(await local.read(ROOM)).toEqual([]));
    expect(onServer()).toBe("");
  });

  it("is deleted with a refusal, so that what was refused is never sent again", async () => {
    const { room, local, setAside } = await tab();
    await vi.waitFor(() => expect(room.state).toBe("live"));
    server.refusals.set(ROOM, REFUSED);
    write(room.doc, "Refused");
    await vi.waitFor(() => expect(setAside.get()).toHaveLength(1));
    await vi.waitFor(async () => expect((await local.read(ROOM)).filter((row) => row.unsent)).toEqual([]));
    const { room: later } = await tab();
    await vi.waitFor(() => expect(later.state).toBe("live"));
    expect(noteText(later.note)).toBe("");
  });

  it("that two tabs deliver is there once", async () => {
    await typeAndCrash("Once");
    const tabs = await Promise.all([tab(), tab()]);
    for (const { rooms, room } of tabs) {
      await vi.waitFor(() => expect(room.state).toBe("live"));
      await vi.waitFor(() => expect(rooms.unsaved()).toBe(0));
    }
    expect(onServer()).toBe("Once");
  });

  it("that can't be kept stops nobody", async () => {
    const { room, rooms, local } = await tab();
    await vi.waitFor(() => expect(room.state).toBe("live"));
    await local.wipe();
    write(room.doc, "Mine");
    await vi.waitFor(() => expect(local.keeping.get()).toBe(false));
    expect(rooms.unsaved()).toBe(0);
    expect(onServer()).toBe("Mine");
    expect(Y.encodeStateVector(room.doc).length).toBeGreaterThan(1);
  });
});
