import type { Member } from "@apostil/shared/model";
import { beforeEach, describe, expect, it } from "vitest";
import { MemberSchema, PeopleSchema } from "../schemas.ts";
import { openTestHouse, problemIn, type TestHouse } from "../testing.ts";

let house: TestHouse;
let ada: string;
beforeEach(async () => {
  house = await openTestHouse();
  ada = await house.token("coordinator", null, "Ada");
});

async function member(token: string): Promise<Member> {
  const { member } = (await (await house.ask("GET", "/api/me", { token })).json()) as { member: Member };
  return member;
}

const change = async (id: string, json: unknown, token = ada) =>
  house.ask("PATCH", `/api/people/${id}`, { token, json });

it("lists members and delegations for every member", async () => {
  const token = await house.token("reader", "Norway", "Kari");
  const list = PeopleSchema.parse(await (await house.ask("GET", "/api/people", { token })).json());
  expect(list.members.map(({ name }) => name)).toEqual(["Ada", "Kari"]);
  expect(list.delegations).toMatchObject([{ slug: "norway", name: "Norway" }]);
});

describe("PATCH /api/people/:id", () => {
  it("changes role and delegation, at once", async () => {
    const token = await house.token("reader", "Norway", "Kari");
    const { id } = await member(token);
    const answer = await change(id, { role: "editor", delegation: "Sweden" });
    expect(MemberSchema.parse(await answer.json())).toMatchObject({ role: "editor", delegation: "sweden" });
    const path = (layer: string) => `/api/rooms/sres2395/op1/${layer}/annotations`;
    expect((await house.ask("GET", path("norway"), { token })).status).toBe(403);
    expect((await house.ask("GET", path("sweden"), { token })).status).toBe(200);
    expect(await (await change(id, { delegation: null })).json()).toMatchObject({
      role: "editor",
      delegation: null,
    });
  });

  it("refuses what it must", async () => {
    const { id } = await member(ada);
    const editor = await house.token("editor");
    expect(await problemIn(await change(id, { role: "editor" }))).toMatchObject({ status: 422 });
    expect(await problemIn(await change(id, { role: "queen" }))).toMatchObject({ status: 400 });
    expect(await problemIn(await change(id, { delegation: "private" }))).toMatchObject({ status: 422 });
    expect(await problemIn(await change("m0", { role: "editor" }))).toMatchObject({ status: 404 });
    expect(await problemIn(await change("NO ONE", { role: "editor" }))).toMatchObject({ status: 404 });
    expect(await problemIn(await change(id, "nonsense", editor))).toMatchObject({ status: 403 });
  });
});

describe("DELETE /api/people/:id", () => {
  it("removes a member, whose sessions end at once", async () => {
    const token = await house.token("editor", null, "Kari");
    const { id } = await member(token);
    const remove = (by: string) => house.ask("DELETE", `/api/people/${id}`, { token: by });
    expect((await remove(token)).status).toBe(403);
    expect((await remove(ada)).status).toBe(204);
    expect((await remove(ada)).status).toBe(404);
    expect((await house.ask("GET", "/api/me", { token })).status).toBe(401);
  });

  it("keeps the last coordinator", async () => {
    const { id } = await member(ada);
    expect((await house.ask("DELETE", `/api/people/${id}`, { token: ada })).status).toBe(422);
  });
});
