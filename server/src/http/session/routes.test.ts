import { beforeEach, describe, expect, it } from "vitest";
import { MeSchema } from "../schemas.ts";
import { openTestHouse, problemIn, type TestHouse } from "../testing.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});

const cookieOf = (answer: Response): string => (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

const join = (token: string, name = "Ada", headers = {}) =>
  house.ask("POST", "/api/join", { json: { token, name }, headers });

describe("GET /api/me", () => {
  it("is 401 for nobody, a token that nobody made, and a removed member", async () => {
    const gone = await house.token("editor", "Norway", "Kari");
    await house.token("coordinator");
    const { members } = await house.people.list();
    for (const { id, name } of members) if (name === "Kari") await house.people.removeMember(id);
    for (const token of [null, "nobody", gone]) {
      const answer = await house.ask("GET", "/api/me", { token });
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
      expect(await problemIn(answer)).toMatchObject({ status: 401, code: "notSignedIn" });
    }
  });

  it("says who one is and which layers one reads, with how many others", async () => {
    await house.token("reader", "Sweden");
    await house.token("reader", "Norway", "Ola");
    const token = await house.token("editor", "Norway", "Kari");
    const me = MeSchema.parse(await (await house.ask("GET", "/api/me", { token })).json());
    expect(me).toMatchObject({
      member: { name: "Kari", role: "editor", delegation: "norway" },
      delegation: { slug: "norway", name: "Norway" },
      layers: [
        { layer: "shared", readers: 3 },
        { layer: "norway", name: "Norway", readers: 2 },
        { layer: "private", readers: 1 },
      ],
      generation: house.generation,
    });
  });

  it("knows no delegation's layer of those who have none", async () => {
    const me = await (await house.ask("GET", "/api/me", { token: await house.token("coordinator") })).json();
    expect(me).toMatchObject({ delegation: null, layers: [{ layer: "shared" }, { layer: "private" }] });
  });
});

describe("joining", () => {
  it("shows what a link invites to, and signs in with a cookie that scripts cannot read", async () => {
    const token = (await house.people.bootstrap(house.clock())) ?? "";
    const look = await house.ask("POST", "/api/join/look", { json: { token } });
    expect(await look.json()).toEqual({ role: "coordinator", delegation: null, member: null });
    const answer = await join(token);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ member: { name: "Ada", role: "coordinator" } });
    const said = answer.headers.get("set-cookie") ?? "";
    expect(said).toMatch(/^apostil_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const me = await house.ask("GET", "/api/me", { headers: { cookie: cookieOf(answer) } });
    expect(await me.json()).toMatchObject({ member: { name: "Ada" } });
  });

  it("keeps the cookie to TLS where the page came by it", async () => {
    const secure = await openTestHouse({ origins: ["https://apostil.example"] });
    const token = await secure.token("reader");
    const headers = { origin: "https://apostil.example" };
    const answer = await secure.ask("POST", "/api/join", { json: { token }, headers });
    expect(answer.headers.get("set-cookie")).toContain("; Secure");
  });

  it("takes a token of the command line, and needs no name then", async () => {
    const token = await house.token("editor", null, "Kari");
    const answer = await house.ask("POST", "/api/join", { json: { token } });
    expect(await answer.json()).toMatchObject({ member: { name: "Kari" } });
    expect(cookieOf(answer)).not.toContain(token);
  });

  it("ends the session that the browser had before", async () => {
    const first = await join(await house.token("editor", null, "One"));
    const cookie = cookieOf(first);
    await join(await house.token("editor", null, "Two"), "", { cookie });
    expect((await house.ask("GET", "/api/me", { headers: { cookie } })).status).toBe(401);
  });

  it("is 404 for no link of ours, 410 for one that was used up, 422 for no name", async () => {
    const token = (await house.people.bootstrap(house.clock())) ?? "";
    expect(await problemIn(await join("nonsense"))).toMatchObject({ status: 404 });
    expect(await problemIn(await join(token, " "))).toMatchObject({ status: 422 });
    await join(token);
    expect(await problemIn(await join(token))).toMatchObject({ status: 410 });
    const look = await house.ask("POST", "/api/join/look", { json: { token } });
    expect(await problemIn(look)).toMatchObject({ status: 410 });
    expect(await problemIn(await house.ask("POST", "/api/join", { json: {} }))).toMatchObject({
      status: 400,
    });
  });
});

describe("DELETE /api/session", () => {
  it("ends the session and takes the cookie away", async () => {
    const cookie = cookieOf(await join(await house.token("editor")));
    const answer = await house.ask("DELETE", "/api/session", { headers: { cookie } });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("set-cookie")).toMatch(/^apostil_session=; Max-Age=0; Path=\//);
    expect((await house.ask("GET", "/api/me", { headers: { cookie } })).status).toBe(401);
  });

  it("is 401 for nobody", async () => {
    expect((await house.ask("DELETE", "/api/session")).status).toBe(401);
  });
});
