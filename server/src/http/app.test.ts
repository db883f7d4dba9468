import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyFolder, openTestHouse, problemIn, type TestHouse } from "./testing.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});

describe("a changing request", () => {
  const send = (origin: string, method = "POST") =>
    house.ask(method, "/api/join/look", {
      ...(method === "POST" ? { json: { token: "x" } } : {}),
      headers: { origin },
    });

  it.each(["https://evil.example", "null", "http://house.test:81"])("from %s is refused", async (origin) => {
    expect(await problemIn(await send(origin))).toMatchObject({ status: 403, code: "foreignOrigin" });
  });

  it("from our own page is not, nor is reading from elsewhere", async () => {
    expect((await send("http://house.test")).status).toBe(404);
    const token = await house.token("reader");
    const headers = { origin: "https://evil.example" };
    expect((await house.ask("GET", "/api/me", { token, headers })).status).toBe(200);
  });

  it("with a bearer token from elsewhere is refused all the same", async () => {
    const token = await house.token("editor");
    const headers = { origin: "https://evil.example" };
    expect((await house.ask("DELETE", "/api/session", { token, headers })).status).toBe(403);
    expect((await house.ask("GET", "/api/me", { token })).status).toBe(200);
  });
});

describe("every answer", () => {
  it.each(["/", "/api/me", "/api/nope", "/healthz", "/assets/nope.js"])(
    "carries the guards: %s",
    async (path) => {
      const { headers } = await house.ask("GET", path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("connect-src 'self' ws://house.test wss://house.test;");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  it("of the interface is kept by no cache", async () => {
    const token = await house.token("reader");
    for (const path of ["/api/me", "/api/texts/sres2395", "/api/nope"])
      expect((await house.ask("GET", path, { token })).headers.get("cache-control")).toBe("no-store");
  });

  it("to a host that is none names it nowhere", async () => {
    const answer = await house.ask("GET", "/", { headers: { host: "a; script-src *" } });
    expect(answer.headers.get("content-security-policy")).toContain("connect-src 'self';");
  });
});

describe("pages", () => {
  const folder = emptyFolder();
  beforeEach(async () => {
    mkdirSync(join(folder, "assets"), { recursive: true });
    writeFileSync(join(folder, "index.html"), "<!doctype html><title>Built</title>");
    writeFileSync(join(folder, "assets", "index-BHlJx11Z.js"), "console.log(1)");
    writeFileSync(join(folder, "favicon.svg"), "<svg/>");
    house = await openTestHouse({ pages: folder });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(["/", "/t/sres2395", "/join", "/people", "/no/such/page"])(
    "answer %s with the one page",
    async (path) => {
      const answer = await house.ask("GET", path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(await answer.text()).toContain("Built");
    },
  );

  it("give hashed files for ever and others checked, each with its type", async () => {
    const script = await house.ask("GET", "/assets/index-BHlJx11Z.js");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(script.headers.get("content-type")).toMatch(/^text\/javascript/);
    const icon = await house.ask("GET", "/favicon.svg");
    expect(icon.headers.get("content-type")).toMatch(/^image\/svg/);
    expect(icon.headers.get("cache-control")).toBe("no-cache");
  });

  it.each(["/assets/nope.js", "/nope.txt", "/assets/..%2findex.html", "/assets/"])(
    "lack %s",
    async (path) => {
      expect((await house.ask("GET", path)).status).toBe(404);
    },
  );

  it("say how to build them while they are missing", async () => {
    rmSync(join(folder, "index.html"));
    const answer = await house.ask("GET", "/t/sres2395");
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("pnpm@12.21.0 build");
  });

  it("are only read", async () => {
    expect((await house.ask("POST", "/", { json: {} })).status).toBe(404);
  });
});

describe("for whoever runs the server", () => {
  it("says that it lives and is ready", async () => {
    expect((await house.ask("GET", "/healthz")).status).toBe(200);
    expect((await house.ask("GET", "/readyz")).status).toBe(200);
    await house.store.close();
    expect((await house.ask("GET", "/healthz")).status).toBe(200);
    expect((await house.ask("GET", "/readyz")).status).toBe(503);
  });

  it("counts requests by the pattern of their route, without a word of anybody", async () => {
    const token = await house.token("reader");
    await house.ask("GET", "/api/texts/planted-word", { token });
    await house.ask("GET", "/api/rooms/sres2395/op1/planted-word/annotations", { token });
    await house.ask("planted-word".toUpperCase(), "/planted-word", { token });
    const figures = await (await house.ask("GET", "/metrics")).text();
    expect(figures).toContain(`{method="GET",route="/api/texts/:text",status="404"} 1`);
    expect(figures).toContain(
      `{method="GET",route="/api/rooms/:text/:paragraph/:layer/annotations",status="403"} 1`,
    );
    expect(figures.toLowerCase()).not.toContain("planted-word");
    expect(figures).toContain("apostil_process_resident_memory_bytes");
  });
});

describe("a fault of ours", () => {
  it("is 500 and tells nothing of itself; a store that fails is 503", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const token = await house.token("reader");
    const list = vi.spyOn(house.texts, "list").mockRejectedValueOnce(new TypeError("secret words"));
    const fault = await house.ask("GET", "/api/texts", { token });
    expect([fault.status, await fault.text()]).toEqual([500, expect.not.stringContaining("secret")]);
    expect(log).toHaveBeenCalledOnce();
    list.mockRestore();
    log.mockRestore();
    await house.store.close();
    expect(await problemIn(await house.ask("GET", "/api/texts", { token }))).toMatchObject({ status: 503 });
  });
});

it("describes every route of the interface", async () => {
  const { paths } = (await (await house.ask("GET", "/api/openapi.json")).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const room = "/api/rooms/{text}/{paragraph}/{layer}/annotations";
  expect(routes.sort()).toEqual(
    [
      ...["GET /api/me", "POST /api/join", "POST /api/join/look", "DELETE /api/session"],
      ...["GET /api/people", "PATCH /api/people/{id}", "DELETE /api/people/{id}"],
      ...["GET /api/invitations", "POST /api/invitations", "DELETE /api/invitations/{id}"],
      ...["GET /api/texts", "POST /api/texts", "GET /api/texts/{text}", "GET /api/texts/{text}/source"],
      ...["GET /api/texts/{text}/summary", "PUT /api/texts/{text}/read"],
      ...["GET /api/texts/{text}/export", "GET /api/codebook"],
      ...[`GET ${room}`, `POST ${room}`, `GET ${room}/{id}`, `PATCH ${room}/{id}`, `DELETE ${room}/{id}`],
    ].sort(),
  );
});
