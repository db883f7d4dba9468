import type { TextId } from "@apostil/shared/model";
import { type Me, writeStep1 } from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createApi } from "./api.ts";
import { FakeServer, write } from "./fake-server.ts";
import { comment, ME } from "./samples.ts";
import { openSession, type Session } from "./session.ts";

const ROOM = "t/op1/shared";

let server: FakeServer;
let session: Session;
let page: EventTarget;
/** Who the server says is signed in. */
let me: Me | null;
/** What the server says to annotations. */
let status: number;

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

const fetch = (async (url: string) => {
  if (!server.isReachable) throw new TypeError("fetch failed");
  if (url === "/api/me") return me ? Response.json(me) : new Response("{}", { status: 401 });
  return status === 201
    ? Response.json({ id: "made", modified: "2026" }, { status })
    : new Response("{}", { status });
}) as typeof globalThis.fetch;

/** Whether the browser would ask before it leaves the page. */
function asks(): boolean {
  const event = new Event("beforeunload", { cancelable: true });
  page.dispatchEvent(event);
  return event.defaultPrevented;
}

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  page = new EventTarget();
  me = ME;
  status = 201;
  session = openSession(ME, {
    api: createApi({ fetch }),
    WebSocket: server.WebSocket,
    linkUrl: "ws://host/link",
    page: page as Window,
  });
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

describe("a session", () => {
  it("says saved, saving and offline over rooms and outbox", async () => {
    const room = session.rooms.use(ROOM);
    await settle();
    expect(session.saveState.get()).toEqual({ kind: "saved" });
    server.acknowledges = false;
    write(room.doc, "Mine");
    await settle();
    expect(session.saveState.get()).toEqual({ kind: "saving" });
    server.isReachable = false;
    server.connection.drop();
    session.outbox.create(ROOM, comment("Too"));
    await settle();
    expect(session.saveState.get()).toEqual({ kind: "offline", kept: 2 });
    server.isReachable = true;
    server.acknowledges = true;
    await settle(10_000);
    expect(session.saveState.get()).toEqual({ kind: "saved" });
  });

  it("asks before the page is left with something unsaved, or set aside", async () => {
    const room = session.rooms.use(ROOM);
    await settle();
    expect(asks()).toBe(false);
    server.isReachable = false;
    page.dispatchEvent(new Event("offline"));
    write(room.doc, "Mine");
    expect(asks()).toBe(true);
    server.isReachable = true;
    page.dispatchEvent(new Event("online"));
    await settle(1_000);
    expect(asks()).toBe(false);
    server.refusals.set(ROOM, 4403);
    write(room.doc, "Refused");
    await settle(1_000);
    expect(asks()).toBe(true);
    for (const { id } of session.setAside.get()) session.setAside.dismiss(id);
    expect(asks()).toBe(false);
  });

  it("learns of another role when a room refuses, and sets aside what cannot be saved any more", async () => {
    const [room, other] = [session.rooms.use(ROOM), session.rooms.use("t/op2/shared")];
    await settle();
    server.acknowledges = false;
    write(other.doc, "On its way");
    await settle();
    me = { ...ME, member: { ...ME.member, role: "reader" } };
    server.refusals.set(ROOM, 4403);
    write(room.doc, "Refused");
    await settle(1_000);
    expect(session.me.member.role).toBe("reader");
    expect(session.setAside.get().map(({ words }) => words)).toEqual(["Refused", "On its way"]);
  });

  it("learns that it is not asked for its edits any more, and sets them aside", async () => {
    const room = session.rooms.use(ROOM);
    await settle();
    server.asks = false;
    server.acknowledges = false;
    write(room.doc, "On its way");
    await settle();
    me = { ...ME, member: { ...ME.member, role: "reader" } };
    server.connection.closeRoom(ROOM, 1013);
    await settle(3_000);
    expect(session.me.member.role).toBe("reader");
    expect(session.setAside.get().map(({ words }) => words)).toEqual(["On its way"]);
    expect(session.saveState.get()).toEqual({ kind: "saved" });
    expect(room.state).toBe("live");
  });

  it("learns of a promotion when it is asked for edits, and of any change when somebody comes back", async () => {
    server.asks = false;
    session.rooms.use(ROOM);
    me = { ...ME, member: { ...ME.member, role: "reader" } };
    page.dispatchEvent(new Event("focus"));
    await settle();
    expect(session.me.member.role).toBe("reader");
    me = ME;
    server.connection.tell(ROOM, writeStep1(Uint8Array.of(0)));
    await settle();
    expect(session.me.member.role).toBe("editor");
  });

  it("notices that nobody is signed in any more, and remembers who was", async () => {
    await settle();
    me = null;
    server.connection.drop(4401);
    await settle();
    expect(session.who.get()).toBeNull();
    expect(session.me).toBe(ME);
  });

  it("sends annotations again as soon as the link is back", async () => {
    await settle();
    server.isReachable = false;
    server.connection.drop();
    session.outbox.create(ROOM, comment("Hello"));
    await settle(3_000);
    server.isReachable = true;
    await settle(5_000);
    expect(session.outbox.pending()).toBe(0);
  });

  it("gives annotations of another generation back", async () => {
    await settle();
    server.isReachable = false;
    server.connection.drop();
    session.outbox.create(ROOM, comment("Hello"));
    server.generation = "g2";
    me = { ...ME, generation: "g2" };
    server.isReachable = true;
    page.dispatchEvent(new Event("online"));
    await settle(10);
    expect(session.outbox.failures.get()).toMatchObject([{ code: "otherGeneration", words: "Hello" }]);
    expect(session.me.generation).toBe("g2");
  });
});

describe("presence of a session", () => {
  it("is one per text, in the shared room and the delegation's, until all have gone", async () => {
    const [one, two] = [session.presence("t" as TextId), session.presence("t" as TextId)];
    expect(one.presence).toBe(two.presence);
    await settle();
    expect([...server.connection.channels.values()].map(({ room }) => room)).toEqual([
      "t/_/shared",
      "t/_/norway",
    ]);
    one.release();
    await settle(10_000);
    expect(server.connection.channels.size).toBe(2);
    two.release();
    await settle(10_000);
    expect(server.connection.channels.size).toBe(0);
  });
});
