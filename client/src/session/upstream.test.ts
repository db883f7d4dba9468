import {
  CREDIT_STEP_BYTES,
  dataFrame,
  FRAME,
  MAX_PART_BYTES,
  MAX_PARTED_MESSAGES,
  writeAwareness,
} from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";
import { FakeServer } from "./fake-server.ts";
import { Link } from "./link.ts";
import { Upstream } from "./upstream.ts";
import type { VirtualSocket } from "./virtual-socket.ts";

const message = (length: number, first = 0) => new Uint8Array(length).fill(first);

describe("what a page sends", () => {
  it("lets small frames pass, and large messages take turns", () => {
    const upstream = new Upstream();
    upstream.addLarge(1, message(50_000));
    upstream.addLarge(2, message(50_000));
    upstream.add(dataFrame(3, message(1)));
    const frames = upstream.next(60_000);
    expect(frames.map(({ channel }) => channel)).toEqual([3, 1, 2, 1, 2]);
    upstream.add(dataFrame(3, message(1)));
    expect(upstream.next(1).map(({ channel }) => channel)).toEqual([3, 1, 2]);
  });

  it("keeps the order of a channel, also of small messages behind a large one", () => {
    const upstream = new Upstream();
    upstream.addLarge(1, message(20_000, 5));
    upstream.addLarge(1, message(3, 6));
    const frames = upstream.next(1e6);
    expect(frames.map(({ payload }) => payload.at(-1))).toEqual([5, 5, 6]);
    expect(upstream.isEmpty()).toBe(true);
  });

  it("has no more messages under way in parts than the server keeps", () => {
    const upstream = new Upstream();
    for (let channel = 1; channel <= 10; channel++) upstream.addLarge(channel, message(3 * MAX_PART_BYTES));
    const half = new Map<number, number>();
    for (const { channel, payload } of upstream.next(1e9)) {
      half.set(channel, (half.get(channel) ?? 0) + payload.length);
      if (payload[0] === 0) half.delete(channel);
      expect(half.size).toBeLessThanOrEqual(MAX_PARTED_MESSAGES);
    }
    expect(upstream.isEmpty()).toBe(true);
  });

  it("forgets what a closed room had to send", () => {
    const upstream = new Upstream();
    upstream.addLarge(1, message(50_000));
    upstream.drop(1);
    expect(upstream.next(1e6)).toEqual([]);
  });
});

describe("a page with a large message", () => {
  let server: FakeServer;
  let link: Link;
  const tick = () => vi.advanceTimersByTimeAsync(0);
  const dial = (room: string) => {
    const SocketClass = link.socketClass(room, { opened: () => {}, sent: () => {}, closed: () => {} });
    return new SocketClass("link:") as unknown as VirtualSocket;
  };
  const kinds = () => server.connection.received.flat().map(({ channel, kind }) => [channel, kind]);

  beforeEach(() => {
    vi.useFakeTimers();
    server = new FakeServer();
    server.asks = false;
    const url = "ws://host/link";
    link = new Link({ url, WebSocket: server.WebSocket, clock: systemClock, generation: "g1" });
    link.resume();
  });
  afterEach(() => {
    link.close();
    vi.useRealTimers();
  });

  it("holds no other room while the network does not take it", async () => {
    const [report, other] = [dial("t/op1/shared"), dial("t/op2/shared")];
    await tick();
    server.connection.bufferedAmount = 1e6;
    report.send(writeAwareness(message(100_000)));
    await tick();
    other.send(Uint8Array.of(1, 0));
    await tick();
    expect(kinds().slice(2)).toEqual([[2, FRAME.data]]);
    server.connection.bufferedAmount = 0;
    await vi.advanceTimersByTimeAsync(200);
    const parts = kinds().filter(([, kind]) => kind === FRAME.part);
    expect(parts).toHaveLength(Math.ceil(100_004 / MAX_PART_BYTES));
  });

  it("gives credit back in steps, after the room has taken what came", async () => {
    const room = dial("t/op1/shared");
    const taken: number[] = [];
    room.onmessage = ({ data }) => taken.push(data.length);
    await tick();
    const credits = () => server.connection.received.flat().filter(({ kind }) => kind === FRAME.credit);
    server.connection.tell("t/op1/shared", message(CREDIT_STEP_BYTES - 1_000));
    await tick();
    expect(credits()).toEqual([]);
    server.connection.tell("t/op1/shared", message(2_000));
    await tick();
    expect(taken).toEqual([CREDIT_STEP_BYTES - 1_000, 2_000]);
    expect(credits()).toHaveLength(1);
  });
});
