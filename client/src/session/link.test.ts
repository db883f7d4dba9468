import {
  CLOSE_CODES,
  dataFrame,
  FRAME,
  LINK_VERSION,
  MAX_FRAME_BYTES,
  openFrame,
} from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";
import { FakeServer } from "./fake-server.ts";
import { Link } from "./link.ts";
import type { VirtualSocket } from "./virtual-socket.ts";

let server: FakeServer;
let link: Link;

/** Lets microtasks run. */
const tick = () => vi.advanceTimersByTimeAsync(0);

function dial(room: string) {
  const events: string[] = [];
  const SocketClass = link.socketClass(room, {
    opened: () => events.push("opened"),
    sent: () => events.push("sent"),
    closed: () => events.push("closed"),
  });
  const socket = new SocketClass("link:") as unknown as VirtualSocket;
  const codes: number[] = [];
  const messages: number[][] = [];
  socket.onclose = ({ code }) => codes.push(code);
  socket.onmessage = ({ data }) => messages.push([...data]);
  return { socket, events, codes, messages };
}

const channelOf = (room: string) =>
  [...server.connection.channels].find(([, channel]) => channel.room === room)?.[0] ?? 0;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  server.asks = false;
  link = new Link({
    url: "ws://host/link",
    WebSocket: server.WebSocket,
    clock: systemClock,
    generation: "g1",
  });
});
afterEach(() => {
  link.close();
  vi.useRealTimers();
});

describe("the link", () => {
  it("opens no room before the server has said hello, then all in one message", async () => {
    const rooms = ["t/op1/shared", "t/op2/shared", "t/op3/shared"].map(dial);
    await tick();
    link.resume();
    expect(server.connection.received).toEqual([]);
    await tick();
    expect(server.connection.received).toHaveLength(1);
    expect(server.connection.received[0]?.map(({ kind }) => kind)).toEqual([
      FRAME.open,
      FRAME.open,
      FRAME.open,
    ]);
    expect(rooms.map(({ socket }) => socket.readyState)).toEqual([1, 1, 1]);
  });

  it("gathers what is sent in one tick, and hands each room its own", async () => {
    link.resume();
    const [one, two] = [dial("t/op1/shared"), dial("t/op2/shared")];
    await tick();
    for (const { socket } of [one, two, one]) socket.send(Uint8Array.of(1, 0));
    await tick();
    expect(server.connection.received).toHaveLength(2);
    expect(server.connection.received[1]?.map(({ channel }) => channel)).toEqual([1, 2, 1]);
    server.connection.deliver(dataFrame(2, Uint8Array.of(7)));
    expect([one.messages, two.messages]).toEqual([[], [[7]]]);
    expect(one.events).toEqual(["opened", "sent", "sent"]);
  });

  it("closes a refused room alone", async () => {
    server.closedRooms.set("t/op1/norway", 4403);
    link.resume();
    const [refused, other] = [dial("t/op1/norway"), dial("t/op1/shared")];
    await tick();
    expect(refused.codes).toEqual([4403]);
    expect(other.codes).toEqual([]);
    expect(link.get()).toEqual({ kind: "up" });
  });

  it("ends only the room that sends too much", async () => {
    link.resume();
    const [large, other] = [dial("t/op1/shared"), dial("t/op2/shared")];
    await tick();
    large.socket.send(new Uint8Array(MAX_FRAME_BYTES + 1));
    await tick();
    expect(large.codes).toEqual([CLOSE_CODES.tooLarge]);
    expect(other.codes).toEqual([]);
    expect([...server.connection.channels.values()].map(({ room }) => room)).toEqual(["t/op2/shared"]);
  });

  it("says goodbye for a room that is closed here, and ignores what comes late for it", async () => {
    link.resume();
    const { socket, messages, codes } = dial("t/op1/shared");
    await tick();
    const channel = channelOf("t/op1/shared");
    socket.close();
    await tick();
    expect(server.connection.channels.size).toBe(0);
    server.connection.deliver(dataFrame(channel, Uint8Array.of(1)), openFrame(channel));
    expect([messages, codes]).toEqual([[], []]);
  });

  it("does not let one room's failure reach the others", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    link.resume();
    const [broken, other] = [dial("t/op1/shared"), dial("t/op2/shared")];
    await tick();
    broken.socket.onmessage = () => {
      throw new Error("not understood");
    };
    server.connection.deliver(dataFrame(1, Uint8Array.of(1)), dataFrame(2, Uint8Array.of(2)));
    expect(broken.codes).toEqual([1011]);
    expect(other.messages).toEqual([[2]]);
    log.mockRestore();
  });
});

describe("a lost link", () => {
  it("ends every room, and dials again by itself with growing waits", async () => {
    link.resume();
    const { codes } = dial("t/op1/shared");
    await tick();
    server.isReachable = false;
    server.connection.drop();
    expect(codes).toEqual([1006]);
    expect(link.get()).toEqual({ kind: "down" });
    await vi.advanceTimersByTimeAsync(20_000);
    const attempts = server.connections.length;
    expect(attempts).toBeGreaterThanOrEqual(6);
    expect(attempts).toBeLessThanOrEqual(14);
    server.isReachable = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(link.get()).toEqual({ kind: "up" });
  });

  it("is noticed when the server falls silent, but not while it pulses", async () => {
    link.resume();
    await tick();
    for (const _ of [1, 2, 3]) {
      await vi.advanceTimersByTimeAsync(20_000);
      server.connection.pulse();
    }
    expect(link.get()).toEqual({ kind: "up" });
    await vi.advanceTimersByTimeAsync(25_000);
    expect(link.get()).toEqual({ kind: "down" });
    expect(server.connections[0]?.isClosedByPage).toBe(true);
  });

  it("is dialled at once when the browser is online again", async () => {
    server.isReachable = false;
    link.resume();
    await vi.advanceTimersByTimeAsync(12_000);
    const dialled = server.connections.length;
    server.isReachable = true;
    link.resume();
    await tick();
    expect(server.connections).toHaveLength(dialled + 1);
    expect(link.get()).toEqual({ kind: "up" });
    link.interrupt();
    expect(link.get()).toEqual({ kind: "down" });
  });
});

describe("the end of the link", () => {
  it("comes with a final code, which is not about any room; until somebody resumes it", async () => {
    link.resume();
    const { codes } = dial("t/op1/shared");
    await tick();
    server.connection.drop(CLOSE_CODES.notSignedIn);
    expect(codes).toEqual([1006]);
    expect(link.get()).toEqual({ kind: "ended", code: 4401 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.connections).toHaveLength(1);
    link.resume();
    await tick();
    expect(link.get()).toEqual({ kind: "up" });
  });

  it("comes with bytes of another version", async () => {
    link.resume();
    await tick();
    server.connection.onmessage?.({ data: Uint8Array.of(LINK_VERSION + 1, 0, 3, 0).buffer });
    expect(link.get()).toEqual({ kind: "ended", code: CLOSE_CODES.malformed });
  });
});

describe("the generation", () => {
  it("is compared before any room is opened", async () => {
    const seen: unknown[] = [];
    link.onGeneration((generation) => seen.push(generation, server.connection.received.length));
    dial("t/op1/shared");
    link.resume();
    await tick();
    expect(seen).toEqual([]);
    server.generation = "g2";
    server.connection.drop();
    dial("t/op1/shared");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual(["g2", 0]);
    expect(server.connection.received).toHaveLength(1);
  });
});
