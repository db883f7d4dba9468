import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextId } from "../model/index.ts";
import {
  closeFrame,
  creditFrame,
  dataFrame,
  FRAME,
  type Frame,
  helloFrame,
  LINK_VERSION,
  openFrame,
  pulseFrame,
  readClose,
  readCredit,
  readFrames,
  summaryFrame,
  textOf,
  watchFrame,
  writeFrames,
} from "./link.ts";

const frames: fc.Arbitrary<Frame> = fc.record({
  channel: fc.maxSafeNat(),
  kind: fc.constantFrom(...Object.values(FRAME)),
  payload: fc.uint8Array({ maxLength: 200 }),
});

describe("frames of the link", () => {
  it("have these bytes", () => {
    const written = writeFrames([
      helloFrame("g1"),
      openFrame(1, "t/op1/ø"),
      dataFrame(300, Uint8Array.of(9)),
      closeFrame(2, 4403, "no"),
      pulseFrame,
      watchFrame("t" as TextId),
      watchFrame(null),
      summaryFrame("{}"),
    ]);
    expect([...written]).toEqual([
      ...[LINK_VERSION],
      ...[0, 4, 2, 0x67, 0x31],
      ...[1, 0, 8, 0x74, 0x2f, 0x6f, 0x70, 0x31, 0x2f, 0xc3, 0xb8],
      ...[0xac, 0x02, 1, 1, 9],
      ...[2, 2, 4, 0x11, 0x33, 0x6e, 0x6f],
      ...[0, 3, 0],
      ...[0, 5, 1, 0x74],
      ...[0, 5, 0],
      ...[0, 6, 2, 0x7b, 0x7d],
    ]);
  });

  it("are read as they were written, in their order", () => {
    fc.assert(
      fc.property(fc.array(frames, { maxLength: 20 }), (list) => {
        expect(readFrames(writeFrames(list))).toEqual(list);
      }),
    );
  });

  it("are not read when cut short inside a frame", () => {
    fc.assert(
      fc.property(frames, fc.nat(), (frame, at) => {
        const written = writeFrames([frame]);
        const cut = 1 + (at % (written.length - 1));
        if (cut > 1) expect(() => readFrames(written.subarray(0, cut))).toThrow();
      }),
    );
  });

  it("throw at another version, an unknown kind, and no bytes at all", () => {
    expect(() => readFrames(Uint8Array.of(LINK_VERSION + 1))).toThrow("Unknown version of the link: 3");
    expect(() => readFrames(Uint8Array.of(LINK_VERSION, 1, 9, 0))).toThrow("Unknown kind of frame: 9");
    expect(() => readFrames(new Uint8Array(0))).toThrow();
  });

  it("never do anything else with bytes of any kind", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (garbage) => {
        try {
          readFrames(Uint8Array.of(LINK_VERSION, ...garbage));
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  it("carry words and close codes both ways", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1000, max: 4999 }), (words, code) => {
        expect(textOf(openFrame(1, words).payload)).toBe(words);
        expect(textOf(helloFrame(words).payload)).toBe(words);
        expect(readClose(closeFrame(1, code, words).payload)).toEqual({ code, reason: words });
      }),
    );
  });

  it("carry credit", () => {
    expect([...creditFrame(3, 300).payload]).toEqual([0xac, 0x02]);
    expect(readCredit(creditFrame(3, 65_536).payload)).toBe(65_536);
    expect(() => readCredit(new Uint8Array(0))).toThrow();
  });

  it("read a close without a code as code 0", () => {
    expect(readClose(new Uint8Array(0))).toEqual({ code: 0, reason: "" });
  });
});
