import { dataFrame, readFrames, writeFrames } from "@apostil/shared/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gather } from "./gather.ts";

const frame = (size: number, channel = 1) => dataFrame(channel, new Uint8Array(size));

describe("gathering frames", () => {
  it("puts what fits into one message", () => {
    expect(gather([])).toEqual([]);
    expect(gather([frame(3), frame(4)])).toHaveLength(1);
  });

  it("sends a frame above the limit alone", () => {
    expect(gather([frame(1), frame(500), frame(1)], 100).map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  it("keeps order and limit", () => {
    const most = 1_000;
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 900 }), { maxLength: 40 }), (sizes) => {
        const frames = sizes.map((size, at) => frame(size, at + 1));
        const messages = gather(frames, most).map(writeFrames);
        expect(messages.every(({ length }) => length <= most)).toBe(true);
        expect(messages.flatMap(readFrames).map(({ channel }) => channel)).toEqual(
          frames.map(({ channel }) => channel),
        );
      }),
    );
  });
});
