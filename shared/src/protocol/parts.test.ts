import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_PART_BYTES } from "./limits.ts";
import { FRAME, type Frame } from "./link.ts";
import { framesOf, Parts, partFrame } from "./parts.ts";

const message = (length: number, seed = 0) => Uint8Array.from({ length }, (_, at) => (at * 7 + seed) & 255);
const partsOf = (frames: readonly Frame[]) => frames.map(({ payload }) => payload);

describe("messages in parts", () => {
  it("have these bytes", () => {
    expect([...partFrame(3, Uint8Array.of(8, 9), 0).payload]).toEqual([0, 8, 9]);
    const [first, last] = partsOf(framesOf(3, message(MAX_PART_BYTES + 1)));
    expect([first?.length, first?.[0]]).toEqual([MAX_PART_BYTES + 1, 1]);
    expect([last?.length, last?.[0]]).toEqual([2, 0]);
  });

  it("are split only above the limit", () => {
    expect(framesOf(1, message(MAX_PART_BYTES)).map(({ kind }) => kind)).toEqual([FRAME.data]);
    expect(framesOf(1, message(MAX_PART_BYTES + 1)).map(({ kind }) => kind)).toEqual([
      FRAME.part,
      FRAME.part,
    ]);
  });

  it("are put together again, whatever comes between them", () => {
    const sizes = fc.integer({ min: MAX_PART_BYTES + 1, max: 5 * MAX_PART_BYTES });
    fc.assert(
      fc.property(sizes, sizes, fc.infiniteStream(fc.boolean()), (one, two, turns) => {
        const parts = new Parts({ bytes: 1e6, messages: 2 });
        const queues = [framesOf(1, message(one, 1)), framesOf(2, message(two, 2))];
        const done: Uint8Array[] = [];
        for (const turn of turns) {
          const frame = (queues[turn ? 1 : 0]?.length ? queues[turn ? 1 : 0] : queues[turn ? 0 : 1])?.shift();
          if (!frame) break;
          const whole = parts.take(frame.channel, frame.payload);
          if (whole) done[frame.channel] = whole;
        }
        expect(done[1]).toEqual(message(one, 1));
        expect(done[2]).toEqual(message(two, 2));
      }),
      { numRuns: 30 },
    );
  });

  it("are bounded, one and all together", () => {
    const parts = new Parts({ bytes: 10, messages: 2 });
    const more = (length: number) => Uint8Array.of(1, ...message(length));
    expect(() => parts.take(1, more(11))).toThrow(RangeError);
    parts.take(1, more(6));
    expect(() => parts.take(1, more(6))).toThrow(RangeError);
    parts.take(2, more(1));
    parts.take(3, more(1));
    expect(() => parts.take(4, more(1))).toThrow(RangeError);
    parts.drop(2);
    expect(parts.take(4, more(1))).toBeNull();
    expect(() => parts.take(4, Uint8Array.of(2, 1))).toThrow("No part");
    expect(() => parts.take(4, new Uint8Array(0))).toThrow("No part");
  });
});
