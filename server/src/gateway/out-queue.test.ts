import {
  CREDIT_WINDOW_BYTES,
  FRAME,
  type Frame,
  MAX_PART_BYTES,
  Parts,
  readFrames,
} from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Channel } from "./channel.ts";
import { SOCKET_HEAD_BYTES, socketFrame } from "./frame-writer.ts";
import { MAX_CHANNEL_WAITING_BYTES, MAX_LINK_WAITING_BYTES, SLOW_MS, TURN_BYTES } from "./limits.ts";
import { OutQueue, type Wire } from "./out-queue.ts";

/** A socket whose client reads when the test says so. */
class TestWire implements Wire {
  readonly messages: Frame[][] = [];
  isReading = true;
  #waiting: { bytes: number; done: (() => void) | undefined }[] = [];

  isOpen(): boolean {
    return true;
  }
  buffered(): number {
    return this.#waiting.reduce((sum, { bytes }) => sum + bytes, 0);
  }
  send(bytes: Buffer, done?: () => void): void {
    this.messages.push(readFrames(bytes.subarray(SOCKET_HEAD_BYTES)));
    if (!this.isReading) this.#waiting.push({ bytes: bytes.length, done });
    else if (done) queueMicrotask(done);
  }
  read(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { done } of waiting) done?.();
  }
  get frames(): Frame[] {
    return this.messages.flat();
  }
}

const message = (length: number, first = 0) => new Uint8Array(length).fill(first);
/** Lets what is planned for this turn and the next ones happen. */
const turns = async () => {
  for (let at = 0; at < 30; at++) await vi.advanceTimersByTimeAsync(1);
};

describe("the head of a WebSocket frame", () => {
  it.each([
    [125, [0x82, 125]],
    [126, [0x82, 126, 0, 126]],
    [65_535, [0x82, 126, 0xff, 0xff]],
    [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  ])("says that %i bytes follow", (length, head) => {
    const frame = socketFrame(Buffer.alloc(SOCKET_HEAD_BYTES + length, 7));
    expect([...frame.subarray(0, head.length)]).toEqual(head);
    expect(frame.length).toBe(head.length + length);
  });
});

describe("what leaves by a link", () => {
  let wire: TestWire;
  let out: OutQueue;
  let progress: ReturnType<typeof vi.fn>;
  let tooSlow: ReturnType<typeof vi.fn>;
  let isAwaited: boolean;
  const channel = (number: number) => new Channel(number, out);

  beforeEach(() => {
    vi.useFakeTimers();
    wire = new TestWire();
    progress = vi.fn();
    tooSlow = vi.fn();
    isAwaited = false;
    out = new OutQueue({
      wire,
      progress: progress as () => void,
      tooSlow: tooSlow as () => void,
      isAwaited: () => isAwaited,
      slowMs: SLOW_MS,
    });
  });
  afterEach(() => {
    out.close();
    vi.useRealTimers();
  });

  it("is gathered: frames of one turn travel in one message, in their order", async () => {
    const [one, two] = [channel(1), channel(300)];
    one.opened();
    one.send(message(1, 7));
    two.send(message(2, 8));
    one.send(message(1, 9));
    await turns();
    expect(wire.messages).toHaveLength(1);
    expect(wire.frames.map(({ channel: at, kind, payload }) => [at, kind, ...payload])).toEqual([
      [1, FRAME.open],
      [1, FRAME.data, 7],
      [300, FRAME.data, 8, 8],
      [1, FRAME.data, 9],
    ]);
  });

  it("comes in parts that the receiver can put together, and gives the live frames of others precedence", async () => {
    const [large, other] = [channel(1), channel(2)];
    large.send(message(200_000, 5));
    expect(other.offer(message(3, 6))).toBe(true);
    await turns();
    expect(wire.frames[0]).toMatchObject({ channel: 2, kind: FRAME.data });
    const parts = new Parts({ bytes: 1e6, messages: 1 });
    const whole = wire.frames
      .filter(({ kind }) => kind === FRAME.part)
      .map((each) => parts.take(1, each.payload));
    expect(whole.at(-1)).toEqual(message(200_000, 5));
    expect(whole.slice(0, -1).every((each) => each === null)).toBe(true);
  });

  it("holds a live frame up by no more than a turn of a large answer", async () => {
    wire.isReading = false;
    const [large, other] = [channel(1), channel(2)];
    large.send(message(1_000_000));
    await turns();
    other.offer(message(3, 6));
    await turns();
    const before = wire.frames.findIndex(({ channel: at }) => at === 2);
    expect(before * MAX_PART_BYTES).toBeGreaterThan(0);
    expect(before * MAX_PART_BYTES).toBeLessThanOrEqual(TURN_BYTES + MAX_PART_BYTES);
  });

  it("takes live frames behind a large message of their channel, but not without end", async () => {
    const one = channel(1);
    one.send(message(1_000_000));
    expect(one.offer(message(3, 6))).toBe(true);
    let taken = 0;
    while (one.offer(message(1_000, 7))) taken++;
    expect(taken).toBe(Math.floor((MAX_CHANNEL_WAITING_BYTES - 3) / 1_000));
    await turns();
  });

  it("lets channels with large messages take turns", async () => {
    const [one, two] = [channel(1), channel(2)];
    one.send(message(100_000));
    two.send(message(100_000));
    await turns();
    expect(wire.frames.slice(0, 6).map(({ channel: at }) => at)).toEqual([1, 2, 1, 2, 1, 2]);
  });

  it("keeps the order of a channel: what comes behind a large message stays behind it", async () => {
    const one = channel(1);
    one.send(message(50_000));
    expect(one.offer(message(3, 6))).toBe(true);
    await turns();
    expect(wire.frames.map(({ kind }) => kind)).toEqual([
      FRAME.part,
      FRAME.part,
      FRAME.part,
      FRAME.part,
      FRAME.data,
    ]);
  });

  it("stops at the credit of a channel, and goes on where it stopped", async () => {
    const [large, other] = [channel(1), channel(2)];
    large.send(message(1_000_000));
    await turns();
    const sent = () => wire.frames.reduce((sum, { payload }) => sum + payload.length, 0);
    expect(sent()).toBeGreaterThanOrEqual(CREDIT_WINDOW_BYTES);
    expect(sent()).toBeLessThan(CREDIT_WINDOW_BYTES + 2 * MAX_PART_BYTES);
    expect(large.offer(message(MAX_PART_BYTES * 5))).toBe(false);
    expect(other.offer(message(3))).toBe(true);
    for (let at = 0; at < 20; at++) {
      large.credit(CREDIT_WINDOW_BYTES / 4);
      out.credited();
      await turns();
    }
    expect(large.waits).toBe(false);
  });

  it("takes nothing live for who does not read, and costs no more than the limits", async () => {
    wire.isReading = false;
    const live = message(10_000);
    const channels = Array.from({ length: 60 }, (_, at) => channel(at + 1));
    let refused = 0;
    for (let round = 0; round < 20; round++) {
      for (const each of channels) if (!each.offer(live)) refused++;
      await turns();
    }
    const { here, socket } = out.waiting;
    expect(here + socket).toBeLessThan(2 * MAX_LINK_WAITING_BYTES + 2 * TURN_BYTES);
    expect(refused).toBeGreaterThan(1_000);
    isAwaited = true;
    expect(progress).not.toHaveBeenCalled();
    wire.read();
    await turns();
    expect(progress).toHaveBeenCalled();
  });

  it("says only the newest number of what is saved", async () => {
    const one = channel(1);
    for (let frames = 1; frames <= 5; frames++) one.saved(frames);
    await turns();
    expect(wire.frames.map(({ payload }) => [...payload])).toEqual([[4, 5]]);
  });

  it("calls a client too slow that takes nothing for long, and only that one", async () => {
    wire.isReading = false;
    channel(1).send(message(1_000_000));
    await vi.advanceTimersByTimeAsync(SLOW_MS - 10);
    expect(tooSlow).not.toHaveBeenCalled();
    wire.read();
    await vi.advanceTimersByTimeAsync(SLOW_MS - 10);
    expect(tooSlow).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(20);
    expect(tooSlow).toHaveBeenCalledOnce();
  });

  it("says when who waits behind a large message may go on", async () => {
    channel(1).send(message(20_000));
    isAwaited = true;
    await turns();
    expect(progress).toHaveBeenCalled();
  });

  it("is written once for all links that get the same on the same channel", async () => {
    const shared = message(100, 3);
    const sent: Buffer[] = [];
    for (const number of [1, 1, 2]) {
      const queue = new OutQueue({
        wire: { isOpen: () => true, buffered: () => 0, send: (bytes) => sent.push(bytes) },
        progress: () => {},
        isAwaited: () => false,
        tooSlow: () => {},
        slowMs: SLOW_MS,
      });
      new Channel(number, queue).offer(shared);
    }
    await turns();
    expect(sent[0]).toBe(sent[1]);
    expect(sent.map((bytes) => readFrames(bytes.subarray(SOCKET_HEAD_BYTES))[0]?.channel)).toEqual([1, 1, 2]);
  });

  it("forgets what waits for a room that is closed", async () => {
    const [one, two] = [channel(1), channel(2)];
    one.send(message(1_000_000));
    one.close(4403, "no");
    two.send(message(20_000));
    await turns();
    expect(wire.frames.map(({ channel: at, kind }) => [at, kind])).toEqual([
      [1, FRAME.close],
      [2, FRAME.part],
      [2, FRAME.part],
    ]);
  });
});
