import type { MadeInvitation } from "@apostil/shared/protocol";
import { beforeEach, expect, it } from "vitest";
import { InvitationSchema, MadeInvitationSchema } from "../schemas.ts";
import { openTestHouse, problemIn, type TestHouse } from "../testing.ts";

let house: TestHouse;
let ada: string;
beforeEach(async () => {
  house = await openTestHouse();
  ada = await house.token("coordinator", null, "Ada");
});

const invite = (json: unknown, token = ada, headers = {}) =>
  house.ask("POST", "/api/invitations", { token, json, headers });

const join = (link: string, name: string) =>
  house.ask("POST", "/api/join", { json: { token: link.split("#")[1], name } });

it("makes a link, told once, that lets people in until it is withdrawn", async () => {
  const answer = await invite({ role: "editor", delegation: "Norway" });
  expect(answer.status).toBe(201);
  const made = MadeInvitationSchema.parse(await answer.json());
  expect(made.link).toMatch(/^http:\/\/house\.test\/join#[\w-]{43}$/);
  expect(await (await join(made.link, "Kari")).json()).toMatchObject({
    member: { name: "Kari", role: "editor", delegation: "norway" },
  });
  const list = (await (await house.ask("GET", "/api/invitations", { token: ada })).json()) as unknown[];
  expect(InvitationSchema.strict().parse(list[0])).toMatchObject({ id: made.id, usedBy: 1 });
  expect((await house.ask("DELETE", `/api/invitations/${made.id}`, { token: ada })).status).toBe(204);
  expect((await join(made.link, "Ola")).status).toBe(404);
});

it("names the address that the coordinator's page has, or the configured one", async () => {
  const local = (await (
    await invite({ role: "reader" }, ada, { origin: "https://house.test" })
  ).json()) as MadeInvitation;
  expect(local.link).toMatch(/^https:\/\/house\.test\/join#/);
  house = await openTestHouse({ origins: ["https://apostil.example"] });
  const token = await house.token("coordinator");
  const made = (await (await invite({ role: "reader" }, token)).json()) as MadeInvitation;
  expect(made.link).toMatch(/^https:\/\/apostil\.example\/join#/);
});

it("signs a member in again", async () => {
  const token = await house.token("editor", null, "Kari");
  const { member } = (await (await house.ask("GET", "/api/me", { token })).json()) as {
    member: { id: string };
  };
  const made = (await (await invite({ role: "reader", member: member.id })).json()) as MadeInvitation;
  expect(await (await join(made.link, "")).json()).toMatchObject({ member });
});

it("is for coordinators alone, and refuses what cannot be meant", async () => {
  const token = await house.token("editor");
  expect((await invite("nonsense", token)).status).toBe(403);
  expect((await house.ask("GET", "/api/invitations", { token })).status).toBe(403);
  expect((await house.ask("DELETE", "/api/invitations/x", { token })).status).toBe(403);
  expect((await house.ask("GET", "/api/invitations")).status).toBe(401);
  expect(await problemIn(await invite({}))).toMatchObject({ status: 400 });
  expect(await problemIn(await invite({ role: "queen" }))).toMatchObject({ status: 400 });
  expect(await problemIn(await invite({ role: "reader", delegation: "shared" }))).toMatchObject({
    status: 422,
  });
  expect(await problemIn(await invite({ role: "reader", member: "NO ONE" }))).toMatchObject({ status: 404 });
});
