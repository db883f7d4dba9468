import type { MemberId } from "@apostil/shared/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { StoredUpdate } from "../store.ts";
import { pack, unpack } from "./pack.ts";

const update = fc.record({
  member: fc.constantFrom("maren", "amal", "apostil") as fc.Arbitrary<MemberId>,
  time: fc.integer({ min: 0, max: 2 ** 42 }),
  bytes: fc.uint8Array({ maxLength: 60 }),
});

const numbered = (updates: readonly Omit<StoredUpdate, "seq">[], first: number): StoredUpdate[] =>
  updates.map((each, at) => ({ seq: first + at, ...each }));

describe("a packed log", () => {
  it("gives back what was put in", () => {
    fc.assert(
      fc.property(fc.array(update, { maxLength: 50 }), fc.nat(), (updates, first) => {
        const log = numbered(updates, first);
        expect(unpack(pack(log), first)).toEqual(log);
      }),
    );
  });

  it("takes less than fifteen bytes for a letter that was typed", () => {
    const doc = new Y.Doc();
    const log: StoredUpdate[] = [];
    doc.on("update", (bytes: Uint8Array) => {
      const time = 1_700_000_000_000 + log.length * 170 + ((log.length * 7919) % 83);
      log.push({ seq: log.length + 1, member: "maren" as MemberId, time, bytes });
    });
    const words = doc.getText("note");
    for (let at = 0; at < 1_000; at++) words.insert(at, "abcdefghijklmno pqrstuvwxyz"[(at * at) % 26] ?? "a");
    expect(pack(log).length / log.length).toBeLessThan(15);
  });
});
