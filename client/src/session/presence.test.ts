import type { MemberId, ParagraphId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { announcements, peopleIn } from "./presence.ts";

const paragraph = "op21" as ParagraphId;
const self = "me" as MemberId;

describe("where we say that we are", () => {
  it("is told to everybody while we write for everybody", () => {
    expect(announcements({ layer: "shared", paragraph }, "norway")).toEqual({
      shared: { paragraph },
      delegation: null,
    });
  });

  it("is told to our delegation alone while we write in its layer; the others hear only that we are here", () => {
    expect(announcements({ layer: "norway", paragraph }, "norway")).toEqual({
      shared: {},
      delegation: { paragraph },
    });
  });

  it("is told to nobody while we write for ourselves", () => {
    expect(announcements({ layer: "private", paragraph }, "norway")).toEqual({
      shared: {},
      delegation: null,
    });
    expect(announcements({ layer: "round-1", paragraph }, null)).toEqual({ shared: {}, delegation: null });
  });

  it("is nowhere while we are in no paragraph", () => {
    expect(announcements({ layer: "shared", paragraph: null }, null)).toEqual({
      shared: {},
      delegation: null,
    });
  });
});

describe("the people here", () => {
  const state = (id: string, name: string, where?: string) => ({
    user: { id, name, delegation: "norway", color: "#8a3f8f" },
    ...(where && { paragraph: where }),
  });

  it("are one per member, by name, where they say they are, without us and our own unstamped state", () => {
    const states = [state("b", "Bo"), state("b", "Bo", "op3"), state("a", "Aud"), state("me", "Me"), {}];
    expect(peopleIn(states, self)).toEqual([
      { member: "a", name: "Aud", delegation: "norway", colour: "#8a3f8f", paragraph: null },
      { member: "b", name: "Bo", delegation: "norway", colour: "#8a3f8f", paragraph: "op3" },
    ]);
  });

  it("are where the first state says: the delegation's room comes first", () => {
    expect(peopleIn([state("b", "Bo", "op1"), state("b", "Bo", "op2")], self)[0]?.paragraph).toBe("op1");
  });
});
