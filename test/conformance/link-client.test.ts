import { createApi } from "@apostil/client/session/api.ts";
import { noteText } from "@apostil/client/session/note-text.ts";
import type { RoomHandle } from "@apostil/client/session/room-handle.ts";
import { openSession, type Session } from "@apostil/client/session/session.ts";
import type { TextId } from "@apostil/shared/model";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startServer, type TestServer } from "../support/start-server.ts";
import { until } from "../support/until.ts";
import { type Cast, cast } from "./people.ts";
import { leaveAll, stored, write } from "./stock.ts";

let server: TestServer;
let people: Cast;
const sessions: Session[] = [];
/** Physical sockets that were dialled. */
let dialled = 0;

beforeAll(async () => {
  process.setMaxListeners(0); // in Node each provider listens for the end of the process
  server = await startServer();
  people = await cast(server);
});
afterAll(() => server.dispose());
afterEach(() => {
  for (const session of sessions.splice(0)) session.close();
  leaveAll();
});

/** Our own client, as a page has it, signed in by this token. */
async function open(token: string): Promise<Session> {
  const api = createApi({ base: server.origin, headers: { authorization: `Bearer ${token}` } });
  const me = await api.me();
  if (!me) throw new Error("Nobody is signed in");
  class CountedSocket extends WebSocket {
    constructor(address: string) {
      super(address);
      dialled++;
    }
  }
  const session = openSession(me, {
    api,
    WebSocket: CountedSocket as unknown as typeof globalThis.WebSocket,
    linkUrl: `${server.origin.replace("http", "ws")}/link?token=${token}`,
    page: null,
  });
  sessions.push(session);
  return session;
}

const live = (room: RoomHandle) => until(`${room.name} to be live`, () => room.state === "live");
const saved = (session: Session) =>
  until("everything to be saved", () => session.saveState.get().kind === "saved");
const shows = (room: RoomHandle, words: string) =>
  until(`"${words}" to arrive`, () => noteText(room.note).split("\n").includes(words));

/** Names of 60 rooms of the bundled text, of the three parts that it has. */
const SIXTY = [...Array(30)].flatMap((_, at) => [
  `sres2395/pp${at + 1}/shared`,
  `sres2395/op${at + 1}/shared`,
]);

describe("our own client", () => {
  it("has sixty rooms on one socket, each with its own words, and all saved", async () => {
    dialled = 0;
    const [kari, ama] = [await open(people.kari), await open(people.ama)];
    const mine = SIXTY.map((name) => kari.rooms.use(name));
    const theirs = SIXTY.map((name) => ama.rooms.use(name));
    await Promise.all([...mine, ...theirs].map(live));
    expect(dialled).toBe(2);
    for (const room of mine) write(room.doc, `In ${room.name}`);
    expect(kari.saveState.get()).toEqual({ kind: "saving" });
    await saved(kari);
    await Promise.all(theirs.map((room) => shows(room, `In ${room.name}`)));
    for (const room of theirs) expect(noteText(room.note)).toBe(`In ${room.name}`);
  });

  it("loses nothing that was saved when the server is killed and started again, nor what was not yet", async () => {
    const name = "sres2395/op31/shared";
    const [kari, ama] = [await open(people.kari), await open(people.ama)];
    const [mine, theirs] = [kari.rooms.use(name), ama.rooms.use(name)];
    await Promise.all([live(mine), live(theirs)]);
    const written: string[] = [];
    for (let round = 1; round <= 3; round++) {
      for (const [who, room] of [
        ["Kari", mine],
        ["Ama", theirs],
      ] as const) {
        written.push(`${who}, saved ${round}`);
        write(room.doc, `${who}, saved ${round}`);
      }
      await Promise.all([saved(kari), saved(ama)]);
      written.push(`On its way ${round}`);
      write(mine.doc, `On its way ${round}`);
      await server.kill();
      await until("the loss to be noticed", () => kari.saveState.get().kind === "offline");
      written.push(`Offline ${round}`);
      write(theirs.doc, `Offline ${round}`);
      await server.start();
      await Promise.all([live(mine), live(theirs)]);
    }
    await Promise.all([saved(kari), saved(ama)]);
    expect((await stored(server, name, people.ola)).sort()).toEqual(written.sort());
    await until("both to show the same", () => noteText(mine.note) === noteText(theirs.note));
    expect([...kari.setAside.get(), ...ama.setAside.get()]).toEqual([]);
  });

  it("sets words aside that the server refuses, and goes on in the room", async () => {
    const name = "sres2395/op32/shared";
    const session = await open(people.ama);
    const room = session.rooms.use(name);
    await live(room);
    const { epoch } = room;
    write(room.doc, "Honest words");
    room.doc.getMap("annotations").set("forged", {});
    await until("the room to be opened anew", () => room.epoch > epoch && room.state === "live");
    expect(session.setAside.get()).toMatchObject([
      { room: name, words: "Honest words", reason: { kind: "refused", code: 4403 } },
    ]);
    write(room.doc, "Next words");
    await saved(session);
    expect(await stored(server, name, people.kari)).toContain("Next words");
  });

  it("loses no words with a role", async () => {
    const name = "sres2395/op30/shared";
    const person = { name: "Dag", delegation: "Norway" };
    const session = await open(await server.token({ ...person, role: "editor" }));
    const room = session.rooms.use(name);
    await live(room);
    write(room.doc, "While still an editor");
    await saved(session);
    await server.token({ ...person, role: "reader" });
    let round = 0;
    await until("an edit to be refused", () => {
      if (session.setAside.get().length > 0) return true;
      if (session.saveState.get().kind === "saved") write(room.doc, `Edit ${++round}`);
      return false;
    });
    await until("the page to know the role", () => session.me.member.role === "reader");
    await live(room);
    const lost = session.setAside.get()[0]?.words ?? "";
    expect(lost.split("\n").at(-1)).toBe(`Edit ${round}`);
    expect(noteText(room.note)).toContain("While still an editor");
    expect(await stored(server, name, people.kari)).not.toContain(`Edit ${round}`);
  });

  it("opens no room any more that its person has lost, on the link that they had before", async () => {
    const person = { name: "Eva", role: "editor" } as const;
    const session = await open(await server.token({ ...person, delegation: "Norway" }));
    await live(session.rooms.use("sres2395/op1/norway"));
    const { id } = session.me.member;
    const coordinator = await server.token({ name: "Cleo", delegation: null, role: "coordinator" });
    await server.request(coordinator, "PATCH", `/api/people/${id}`, { delegation: null });
    const lost = session.rooms.use("sres2395/op2/norway");
    await until("the refusal", () => lost.refusedWith === 4403);
    await server.request(coordinator, "DELETE", `/api/people/${id}`);
    const late = session.rooms.use("sres2395/op2/shared");
    await until("the page to know that nobody is signed in", () => session.who.get() === null);
    expect(late.state).toBe("offline");
    expect(noteText(late.note)).toBe("");
  });

  it("is refused in another delegation's room alone", async () => {
    const session = await open(people.ama);
    const [foreign, own] = [
      session.rooms.use("sres2395/op1/norway"),
      session.rooms.use("sres2395/op1/ghana"),
    ];
    await until("the refusal", () => foreign.state === "refused");
    await live(own);
    expect(foreign.refusedWith).toBe(4403);
  });

  it("reads without being closed, and says that it is saved", async () => {
    const name = "sres2395/op33/shared";
    const [reader, kari] = [await open(people.reader), await open(people.kari)];
    const [theirs, mine] = [reader.rooms.use(name), kari.rooms.use(name)];
    await Promise.all([live(theirs), live(mine)]);
    write(mine.doc, "To be read");
    await shows(theirs, "To be read");
    expect(reader.saveState.get()).toEqual({ kind: "saved" });
    expect(theirs.state).toBe("live");
  });

  it("annotates through the outbox, and everybody gets it through the room", async () => {
    const name = "sres2395/op1/shared";
    const [kari, ama] = [await open(people.kari), await open(people.ama)];
    const [mine, theirs] = [kari.rooms.use(name), ama.rooms.use(name)];
    await Promise.all([live(mine), live(theirs)]);
    const id = kari.outbox.create(name, {
      motivation: "commenting",
      body: [{ type: "TextualBody", value: "Hello", purpose: "commenting" }],
      target: {},
    });
    expect(mine.annotations().map((each) => each.id)).toContain(id);
    const seen = await until("the comment to arrive", () =>
      theirs.annotations().find((each) => each.id === id),
    );
    expect(seen.creator).toMatchObject({ name: "Kari", delegation: "norway" });
    await saved(kari);
    expect(mine.annotations().filter((each) => each.id === id)).toHaveLength(1);
    ama.outbox.patch(name, id, { body: [] });
    const [failure] = await until("the refusal", () => {
      const failures = ama.outbox.failures.get();
      return failures.length > 0 && failures;
    });
    expect(failure?.code).toBe("notAllowed");
    kari.outbox.remove(name, id);
    await until("it to be gone", () => !theirs.annotations().some((each) => each.id === id));
  });

  it("sees who is there, and hears of a paragraph only where it may", async () => {
    const text = "sres2395" as TextId;
    const [kari, ola, ama] = [await open(people.kari), await open(people.ola), await open(people.ama)];
    const here = [kari, ola, ama].map((session) => session.presence(text).presence);
    const [ofKari, ofOla, ofAma] = here as [(typeof here)[0], (typeof here)[0], (typeof here)[0]];
    const whereKariIs = (presence: (typeof here)[0]) =>
      presence.get().find(({ name }) => name === "Kari")?.paragraph;
    ofKari.setHere({ layer: "shared", paragraph: "op21" as never });
    await until("all to see Kari at OP21", () =>
      [ofOla, ofAma].every((each) => whereKariIs(each) === "op21"),
    );
    ofKari.setHere({ layer: "norway", paragraph: "op22" as never });
    await until("Ola to see Kari at OP22", () => whereKariIs(ofOla) === "op22");
    await until("Ama to see Kari nowhere", () => whereKariIs(ofAma) === null);
    ofKari.setHere({ layer: "private", paragraph: "op23" as never });
    await until("Ola to see Kari nowhere", () => whereKariIs(ofOla) === null);
    expect(ofKari.get().map(({ name }) => name)).toEqual(["Ama", "Ola"]);
  });
});
