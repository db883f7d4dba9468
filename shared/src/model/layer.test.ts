import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isReservedLayer,
  layerKey,
  layerOfKey,
  type MemberId,
  resolveLayer,
  slug,
  wireLayer,
} from "./index.ts";

const MAREN = "maren" as MemberId;
const AMAL = "amal" as MemberId;

describe("layers", () => {
  it("mean what their word says, for the one who says it", () => {
    expect(resolveLayer("shared", MAREN)).toEqual({ kind: "shared" });
    expect(resolveLayer("final", MAREN)).toEqual({ kind: "final" });
    expect(resolveLayer("norway", MAREN)).toEqual({ kind: "delegation", slug: "norway" });
    expect(resolveLayer("private", MAREN)).toEqual({ kind: "private", member: MAREN });
    expect(resolveLayer("round-2", MAREN)).toEqual({ kind: "round", round: 2, member: MAREN });
  });

  it("have no other names", () => {
    for (const word of [
      "",
      "_",
      "round",
      "round-0",
      "round-x",
      "round-12345",
      "Norway",
      "a:b",
      "private:maren",
      "-",
    ])
      expect(resolveLayer(word, MAREN)).toBeNull();
  });

  it("keep their words from delegations", () => {
    for (const word of ["_", "shared", "private", "final", "round", "round-1", "round-table"])
      expect(isReservedLayer(word)).toBe(true);
    for (const word of ["norway", "rounders", "share"]) expect(isReservedLayer(word)).toBe(false);
  });

  it("are apart for two people where they are one's own", () => {
    const keyFor = (word: string, member: MemberId): string => {
      const layer = resolveLayer(word, member);
      return layer ? layerKey(layer) : "";
    };
    for (const word of ["private", "round-1"]) expect(keyFor(word, MAREN)).not.toBe(keyFor(word, AMAL));
    for (const word of ["shared", "final", "norway"]) expect(keyFor(word, MAREN)).toBe(keyFor(word, AMAL));
  });

  it("come back from key and word as they were", () => {
    const names = fc
      .string({ minLength: 1, maxLength: 40 })
      .map(slug)
      .filter((name) => name !== "");
    const words = fc.oneof(names, fc.constantFrom("shared", "final", "private", "round-1", "round-9999"));
    fc.assert(
      fc.property(words, names, (word, member) => {
        const layer = resolveLayer(word, member as MemberId);
        if (!layer) return expect(isReservedLayer(word)).toBe(true);
        expect(layerOfKey(layerKey(layer))).toEqual(layer);
        expect(wireLayer(layer)).toBe(word);
      }),
    );
  });

  it("come from no other key", () => {
    for (const key of ["", "private", "round-1", "private:", "norway:maren", "shared:maren", "private:a:b"])
      expect([key, layerOfKey(key)]).toEqual([key, null]);
  });
});
