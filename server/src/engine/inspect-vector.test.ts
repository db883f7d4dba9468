import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { inspectVector } from "./inspect-vector.ts";
import { MAX_FRAME_CLIENTS } from "./limits.ts";

const vectorOf = (...numbers: readonly number[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  for (const number of numbers) encoding.writeVarUint(encoder, number);
  return encoding.toUint8Array(encoder);
};

describe("a state vector", () => {
  it("of a document is read as Yjs reads it", () => {
    const entries = fc.uniqueArray(fc.tuple(fc.nat(), fc.nat({ max: 2 ** 31 - 1 })), {
      selector: ([client]) => client,
    });
    fc.assert(
      fc.property(entries, (all) => {
        const bytes = Y.encodeStateVector(new Map(all));
        expect(inspectVector(bytes)).toEqual({ kind: "sound", clocks: Y.decodeStateVector(bytes) });
      }),
    );
  });

  it.each<[string, Uint8Array, string]>([
    ["of nothing", new Uint8Array(), "malformed"],
    ["that is cut off", vectorOf(2, 1, 1), "malformed"],
    ["with something behind it", vectorOf(1, 1, 1, 7), "malformed"],
    ["with a client twice", vectorOf(2, 1, 1, 1, 2), "malformed"],
    ["with a clock that no room reaches", vectorOf(1, 1, 2 ** 31 + 1), "malformed"],
    ["that announces a giant number", vectorOf(2 ** 50), "tooLarge"],
    ["of more clients than any room has", vectorOf(MAX_FRAME_CLIENTS + 1), "tooLarge"],
  ])("%s is refused", (_, bytes, reason) => {
    expect(inspectVector(bytes)).toMatchObject({ kind: "refused", reason });
  });

  it("of random bytes never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void inspectVector(bytes)));
  });
});
