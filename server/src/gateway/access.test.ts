import type { Member, MemberId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { accessTo } from "./access.ts";

const texts = {
  has: async (text: string, paragraph: string) => text === "draft" && ["op1", "_"].includes(paragraph),
};

const ask = (name: string, member: Partial<Member> = {}) => {
  const who: Member = { id: "m1" as MemberId, name: "M", role: "editor", delegation: "norway", ...member };
  return accessTo(name, { member: who, actor: { member: who.id, version: 1, session: null } }, texts);
};

describe("a room", () => {
  it.each([
    ["draft/op1/shared", "draft/op1/shared", true],
    ["draft/op1/norway", "draft/op1/norway", true],
    ["draft/op1/private", "draft/op1/private:m1", true],
    ["draft/op1/final", "draft/op1/final", false],
    ["draft/op1/round-2", "draft/op1/round-2:m1", false],
    ["draft/_/shared", "draft/_/shared", false],
  ])("%s opens to an editor", async (name, room, write) => {
    expect(await ask(name)).toEqual({ room, write });
  });

  it("takes a commenter's words in a layer of their own only", async () => {
    expect(await ask("draft/op1/shared", { role: "commenter" })).toMatchObject({ write: false });
    expect(await ask("draft/op1/private", { role: "reader" })).toMatchObject({ write: true });
  });

  it.each([
    "draft/op1/jordan",
    "draft/op1/nobody",
    "draft/op9/jordan",
    "else/op1/jordan",
    "draft/op1/round",
    "draft/op1/private:m2",
  ])("%s is refused alike, whatever there is", async (name) => {
    expect(await ask(name, { role: "coordinator" })).toMatchObject({ reason: "notAllowed" });
  });

  it.each([
    "draft/op9/shared",
    "else/op1/shared",
    "draft/shared",
    "",
    "draft/op1/shared/x",
    "draft/OP1/shared",
  ])("%s is not there", async (name) => {
    expect(await ask(name)).toMatchObject({ reason: "notFound" });
  });
});
