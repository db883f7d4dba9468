import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MemberId } from "../model/index.ts";
import { resolveRoom, roomKey, roomName, roomOfKey } from "./room-name.ts";

const member = { id: "m1" as MemberId };
const keyOf = (name: string): string | null => {
  const room = resolveRoom(name, member);
  return room && roomKey(room);
};

describe("a room's name", () => {
  it("is resolved for the member who says it", () => {
    expect(keyOf("sres2395/op21/shared")).toBe("sres2395/op21/shared");
    expect(keyOf("sres2395/op21/norway")).toBe("sres2395/op21/norway");
    expect(keyOf("sres2395/op21/private")).toBe("sres2395/op21/private:m1");
    expect(keyOf("sres2395/op9-a/round-2")).toBe("sres2395/op9-a/round-2:m1");
    expect(keyOf("sres2395/_/final")).toBe("sres2395/_/final");
  });

  it.each([
    "",
    "sres2395",
    "sres2395/op21",
    "sres2395/op21/shared/",
    "sres2395/op21/shared/x",
    "/op21/shared",
    "sres2395//shared",
    "sres2395/op21/",
    "SRES2395/op21/shared",
    "sres2395/op 21/shared",
    "sres2395/op21/_",
    "sres2395/op21/round-0",
    "sres2395/op21/round",
    "sres2395/../shared",
    "_/op21/shared",
    `sres2395/${"x".repeat(81)}/shared`,
  ])("is not %j", (name) => {
    expect(keyOf(name)).toBeNull();
  });

  it("cannot name somebody else's private room", () => {
    expect(keyOf("sres2395/op21/private:m2")).toBeNull();
    expect(keyOf("sres2395/op21/round-2:m2")).toBeNull();
  });

  it("comes back from the room and from its key", () => {
    const names = fc
      .tuple(
        fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/),
        fc.stringMatching(/^(_|[a-z0-9][a-z0-9-]{0,20})$/),
        fc.constantFrom("shared", "norway", "private", "final", "round-7"),
      )
      .map((parts) => parts.join("/"));
    fc.assert(
      fc.property(names, (name) => {
        const room = resolveRoom(name, member);
        if (!room) throw new Error(`${name} is a room`);
        expect(roomName(room)).toBe(name);
        expect(roomOfKey(roomKey(room))).toEqual(room);
      }),
    );
  });

  it("is in no key that was not made here", () => {
    expect(() => roomOfKey("sres2395/op21/private" as never)).toThrow("Not a room key");
  });
});
