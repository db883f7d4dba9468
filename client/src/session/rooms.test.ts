import type { Annotation } from "@apostil/shared/model";
import { AWARENESS, dataFrame, FRAME, writeSaved } from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { systemClock } from "./clock.ts";
import { FakeServer, REFUSED, updateOf, write } from "./fake-server.ts";
import { Link } from "./link.ts";
import { noteText } from "./note-text.ts";
import { Rooms } from "./rooms.ts";
import { SetAside } from "./set-aside.ts";

const ROOM = "t/op1/shared";

let server: FakeServer;
let link: Link;
let setAside: SetAside;
let rooms: Rooms;
let isWriter: boolean;
const rightsChanged = vi.fn();

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  rightsChanged.mockClear();
  isWriter = true;
  server = new FakeServer();
  link = new Link({
    url: "ws://host/link",
    WebSocket: server.WebSocket,
    clock: systemClock,
    generation: "g1",
  });
  setAside = new SetAside();
  rooms = new Rooms({
    link,
    clock: systemClock,
    setAside,
    outbox: { merge: (_room, annotations) => annotations, onRoom: () => () => {} },
    mayWrite: () => isWriter,
    rightsChanged,
  });
  link.resume();
});
afterEach(() => {
  rooms.close();
  link.close();
  vi.useRealTimers();
});

describe("a room", () => {
  it("is live once the server has answered, with what others wrote", async () => {
    write(server.doc(ROOM), "Theirs");
    const room = rooms.use(ROOM);
    expect(room.state).toBe("connecting");
    await settle();
    expect(room.state).toBe("live");
    expect(noteText(room.note)).toBe("Theirs");
  });

  it("is saved by the server's word alone", async () => {
    server.acknowledges = false;
    const room = rooms.use(ROOM);
    await settle();
    write(room.doc, "Mine");
    await settle();
    expect(rooms.unsaved()).toBe(1);
    server.connection.acknowledge(ROOM);
    expect(rooms.unsaved()).toBe(0);
  });

  it("keeps what is written offline and sends it when it is back", async () => {
    const room = rooms.use(ROOM);
    await settle();
    server.isReachable = false;
    server.connection.drop();
    expect(room.state).toBe("offline");
    write(room.doc, "Mine");
    write(server.doc(ROOM), "Theirs");
    expect(rooms.unsaved()).toBe(1);
    server.isReachable = true;
    await settle(3_000);
    expect(room.state).toBe("live");
    expect(rooms.unsaved()).toBe(0);
    expect(noteText(room.note)).toContain("Theirs");
    expect(noteText(server.doc(ROOM).getXmlFragment("note"))).toContain("Mine");
  });

  it.each([
    ["pulses", () => server.connection.pulse()],
    ["speaks in another room", () => server.connection.tell("t/op2/shared", writeSaved(0))],
  ])("is not taken for dead by its provider while the server %s", async (_what, speak) => {
    const room = rooms.use(ROOM);
    rooms.use("t/op2/shared");
    await settle();
    for (const _ of [1, 2, 3, 4]) {
      await settle(19_000);
      speak();
    }
    expect(room.state).toBe("live");
    expect(server.connection.received.flat().filter(({ kind }) => kind === FRAME.open)).toHaveLength(2);
  });

  it("is announced only when asked for", async () => {
    const room = rooms.use(ROOM);
    const isAwareness = (frame: { kind: number; payload: Uint8Array }) =>
      frame.kind === FRAME.data && frame.payload[0] === AWARENESS;
    await settle(40_000);
    expect(server.connection.received.flat().filter(isAwareness)).toEqual([]);
    const stop = room.announce({ paragraph: "op1" });
    await settle();
    expect(server.connection.received.flat().filter(isAwareness)).toHaveLength(1);
    expect(room.awareness.getLocalState()).toEqual({ paragraph: "op1" });
    stop();
    expect(room.awareness.getLocalState()).toBeNull();
  });

  it("gives the same list of annotations until they change", async () => {
    const room = rooms.use(ROOM);
    await settle();
    const before = room.annotations();
    expect(before).toEqual([]);
    write(room.doc, "Not an annotation");
    expect(room.annotations()).toBe(before);
    const doc = server.doc(ROOM);
    const annotation = { id: "a", created: "2020" } as unknown as Annotation;
    server.connection.tell(
      ROOM,
      updateOf(doc, () => doc.getMap("annotations").set("a", annotation)),
    );
    expect(room.annotations()).toEqual([annotation]);
    expect(room.annotations()).toBe(room.annotations());
  });
});

describe("a refusal", () => {
  it("moves the words aside and opens the room anew with another client id", async () => {
    const room = rooms.use(ROOM);
    await settle();
    const { doc, epoch } = room;
    server.refusals.set(ROOM, REFUSED);
    write(room.doc, "Refused");
    await settle(3_000);
    expect(setAside.get()).toMatchObject([
      { room: ROOM, words: "Refused", reason: { kind: "refused", code: 4403 } },
    ]);
    expect(room.setAsideWords).toEqual(setAside.get());
    expect(room.doc).not.toBe(doc);
    expect(room.doc.clientID).not.toBe(doc.clientID);
    expect(room.epoch).toBeGreaterThan(epoch);
    expect(room.state).toBe("live");
    expect(noteText(room.note)).toBe("");
    expect(rooms.unsaved()).toBe(0);
    expect(rightsChanged).toHaveBeenCalled();
  });

  it("keeps what is typed into the old document until the editor is bound anew", async () => {
    const room = rooms.use(ROOM);
    await settle();
    const { doc } = room;
    server.refusals.set(ROOM, REFUSED);
    write(doc, "Refused");
    await settle();
    write(doc, "and more");
    expect(setAside.get().map(({ words }) => words)).toEqual(["Refused\nand more"]);
    expect(rooms.unsaved()).toBe(0);
  });

  it("is final the second time in a row, the words kept", async () => {
    const room = rooms.use(ROOM);
    await settle();
    for (const words of ["Once", "Twice"]) {
      server.refusals.set(ROOM, REFUSED);
      write(room.doc, words);
      await settle(3_000);
    }
    expect(room.state).toBe("refused");
    expect(room.refusedWith).toBe(4403);
    expect(setAside.get().map(({ words }) => words)).toEqual(["Once", "Twice"]);
    expect(rooms.unsaved()).toBe(0);
  });

  it("is forgiven once an edit was taken", async () => {
    const room = rooms.use(ROOM);
    await settle();
    for (const words of ["Once", "Twice"]) {
      server.refusals.set(ROOM, REFUSED);
      write(room.doc, words);
      await settle(3_000);
      write(room.doc, "Fine");
      await settle();
    }
    expect(room.state).toBe("live");
  });

  it("at the door leaves the room refused, without another try", async () => {
    server.closedRooms.set(ROOM, 4403);
    const room = rooms.use(ROOM);
    await settle(20_000);
    expect(room.state).toBe("refused");
    expect(server.connection.received.flat().filter(({ kind }) => kind === FRAME.open)).toHaveLength(1);
    expect(setAside.get()).toEqual([]);
  });

  it("for want of a sign-in keeps everything until the link is up again", async () => {
    const room = rooms.use(ROOM);
    await settle();
    write(room.doc, "Kept");
    server.connection.closeRoom(ROOM, 4401);
    expect(room.state).toBe("offline");
    server.connection.drop(4401);
    await settle(60_000);
    write(room.doc, "too");
    link.resume();
    await settle(1_000);
    expect(room.state).toBe("live");
    expect(noteText(server.doc(ROOM).getXmlFragment("note"))).toBe("Kept\ntoo");
    expect(setAside.get()).toEqual([]);
  });

  it("is not waited for when rights were lost while offline", async () => {
    const room = rooms.use(ROOM);
    await settle();
    server.connection.drop();
    write(room.doc, "Too late");
    isWriter = false;
    rooms.rightsChanged();
    expect(setAside.get().map(({ words }) => words)).toEqual(["Too late"]);
    await settle(3_000);
    expect(room.state).toBe("live");
    expect(noteText(server.doc(ROOM).getXmlFragment("note"))).toBe("");
  });
});

describe("another generation", () => {
  it("gets a new document; what was not acknowledged is set aside, the rest forgotten", async () => {
    const [room, other] = [rooms.use(ROOM), rooms.use("t/op2/shared")];
    await settle();
    write(other.doc, "Saved before the restore");
    await settle();
    server.connection.drop();
    write(room.doc, "Unsaved");
    server.docs.clear();
    server.generation = "g2";
    await settle(3_000);
    expect(setAside.get()).toMatchObject([
      { room: ROOM, words: "Unsaved", reason: { kind: "otherGeneration" } },
    ]);
    expect([room.state, other.state]).toEqual(["live", "live"]);
    for (const name of [ROOM, "t/op2/shared"])
      expect(noteText(server.doc(name).getXmlFragment("note"))).toBe("");
  });
});

describe("a client id", () => {
  it("that somebody else has used in the room is given up before anything is typed", async () => {
    const room = rooms.use(ROOM);
    const { clientID } = room.doc;
    const theirs = server.doc(ROOM);
    theirs.clientID = clientID;
    write(theirs, "Theirs");
    await settle(1_000);
    expect(room.state).toBe("live");
    expect(room.doc.clientID).not.toBe(clientID);
    expect(room.awareness.clientID).toBe(room.doc.clientID);
    expect(noteText(room.note)).toBe("Theirs");
  });
});

describe("rooms", () => {
  it("are opened once for all who use them, and closed when the last has gone for a while", async () => {
    const [one, two] = [rooms.use(ROOM), rooms.use(ROOM)];
    expect(one.doc).toBe(two.doc);
    await settle();
    one.release();
    await settle(10_000);
    expect(server.connection.channels.size).toBe(1);
    two.release();
    await settle(1_000);
    rooms.use(ROOM);
    await settle(10_000);
    expect(server.connection.channels.size).toBe(1);
    two.release();
    await settle(10_000);
    expect(server.connection.channels.size).toBe(0);
  });

  it("stay open while something in them is not saved", async () => {
    server.acknowledges = false;
    const room = rooms.use(ROOM);
    await settle();
    write(room.doc, "Mine");
    room.release();
    await settle(20_000);
    expect(server.connection.channels.size).toBe(1);
    server.connection.acknowledge(ROOM);
    await settle(10_000);
    expect(server.connection.channels.size).toBe(0);
  });

  it("survive a message that is none", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const room = rooms.use(ROOM);
    await settle();
    server.connection.deliver(dataFrame(1, Uint8Array.of(0, 2, 9, 9)));
    await settle(3_000);
    expect(room.state).toBe("live");
    expect(Y.encodeStateVector(room.doc)).toEqual(Uint8Array.of(0));
    log.mockRestore();
  });
});
