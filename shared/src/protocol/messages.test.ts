import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countsForSaved,
  QUIET_MESSAGE,
  type RoomMessage,
  readMessage,
  writeAwareness,
  writeSaved,
  writeStep1,
  writeStep2,
  writeUpdate,
} from "./messages.ts";

const bytes = fc.uint8Array({ maxLength: 300 });

/** Each message with what it must be read as. */
const messages: fc.Arbitrary<readonly [Uint8Array, RoomMessage]> = fc.oneof(
  bytes.map((vector) => [writeStep1(vector), { type: "step1", vector }] as const),
  bytes.map((update) => [writeStep2(update), { type: "step2", update }] as const),
  bytes.map((update) => [writeUpdate(update), { type: "update", update }] as const),
  bytes.map((entries) => [writeAwareness(entries), { type: "awareness", entries }] as const),
  fc.maxSafeNat().map((frames) => [writeSaved(frames), { type: "saved", frames }] as const),
);

describe("messages of a room", () => {
  it("have these bytes", () => {
    const content = Uint8Array.of(7, 8);
    expect([...writeStep1(content)]).toEqual([0, 0, 2, 7, 8]);
    expect([...writeStep2(content)]).toEqual([0, 1, 2, 7, 8]);
    expect([...writeUpdate(content)]).toEqual([0, 2, 2, 7, 8]);
    expect([...writeAwareness(content)]).toEqual([1, 2, 7, 8]);
    expect([...writeSaved(300)]).toEqual([4, 0xac, 0x02]);
    expect([...QUIET_MESSAGE]).toEqual([1, 1, 0]);
  });

  it("are read as they were written", () => {
    fc.assert(
      fc.property(messages, ([written, read]) => {
        expect(readMessage(written)).toEqual(read);
      }),
    );
  });

  it("are not read when cut short, or with something behind", () => {
    fc.assert(
      fc.property(messages, fc.nat(), ([written], at) => {
        expect(() => readMessage(written.subarray(0, at % written.length))).toThrow();
        expect(() => readMessage(Uint8Array.of(...written, 0))).toThrow();
      }),
    );
  });

  it("throw at an unknown type or step", () => {
    expect(() => readMessage(Uint8Array.of(2, 0))).toThrow("Unknown message type 2");
    expect(() => readMessage(Uint8Array.of(0, 3, 0))).toThrow("Unknown sync message 3");
    expect(() => readMessage(new Uint8Array(0))).toThrow();
  });

  it("never do anything else with bytes of any kind", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (garbage) => {
        try {
          readMessage(garbage);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  it("count for saved when they carry an update", () => {
    fc.assert(
      fc.property(messages, ([written, { type }]) => {
        expect(countsForSaved(written)).toBe(type === "step2" || type === "update");
      }),
    );
    expect(countsForSaved(new Uint8Array(0))).toBe(false);
  });
});
