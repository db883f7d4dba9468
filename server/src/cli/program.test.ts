import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const ENTRY = fileURLToPath(new URL("../cli.mjs", import.meta.url));
const BUNDLED = fileURLToPath(new URL("../texts/sres2395-2017-press-release.txt", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "apostil-cli-"));
const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let folders = 0;
/** A data folder that nothing was written to. */
const freshData = (): string => join(folder, `data-${++folders}`);

type Running = {
  readonly child: ChildProcess;
  /** Resolves with what was said on stderr so far when `pattern` stands there. */
  readonly hears: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
};

function start(
  data: string,
  words: readonly string[],
  env: Record<string, string> = {},
  entry = MAIN,
): Running {
  const child = spawn(process.execPath, [entry, ...words], {
    env: { ...process.env, APOSTIL_DATA: data, PORT: "0", HOST: "127.0.0.1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (said.out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (said.err += chunk));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...said }));
  const hears = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(said.err);
        if (found) resolve(found);
      };
      child.stderr.on("data", look);
      child.once("close", () => reject(new Error(`It ended and said only: ${said.err}`)));
      look();
    });
  return { child, hears, ended };
}

const run = (data: string, ...words: readonly string[]) => start(data, words).ended;

/** A connection that says this and then only listens; it leaves its own side open when the server closes its. */
async function dial(port: string, words: string): Promise<Socket> {
  const socket = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true });
  await once(socket, "connect");
  socket.on("error", () => undefined).on("end", () => socket.end());
  socket.resume().write(words);
  return socket;
}

const UPGRADE =
  "GET /link HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

const lastLine = (out: string): string => out.trim().split("\n").at(-1) ?? "";

describe("parse", () => {
  it("prints JSON alone on stdout, and needs no data", async () => {
    const { code, out, err } = await run("/nowhere/at/all", "parse", BUNDLED, "--json");
    expect([code, err]).toEqual([0, ""]);
    const text = JSON.parse(out) as { paragraphs: { id: string; text: string }[] };
    expect(Object.keys(text)).toEqual([
      "title",
      "symbol",
      "date",
      "language",
      "kind",
      "paragraphs",
      "omitted",
    ]);
    expect(text.paragraphs.find(({ id }) => id === "op21")?.text).toMatch(/^Reminds Member States/);
  });

  it("prints an outline for people", async () => {
    const { code, out } = await run(freshData(), "parse", BUNDLED);
    expect(code).toBe(0);
    expect(out).toMatch(/^PP33 +Taking note of/m);
  });
});

describe("what a command exits with", () => {
  it.each([
    ["no command", []],
    ["an unknown command", ["fly"]],
    ["a missing argument", ["parse"]],
    ["a role that is none", ["token", "--name", "Ada", "--role", "queen"]],
    ["a format that is none", ["export", "sres2395", "--format", "exe"]],
  ])("is 2 for %s", async (_, words) => {
    expect(await run(freshData(), ...words)).toMatchObject({ code: 2, out: "" });
  });

  it("is 2 for an environment that cannot be meant", async () => {
    const { code, err } = await start(freshData(), ["serve"], { PORT: "http" }).ended;
    expect([code, err]).toEqual([2, 'PORT must be a number from 0 to 65535, not "http".\n']);
  });

  it.each([
    ["a file that is not there", ["parse", "/no/such/file.txt"]],
    ["a text that is not there", ["export", "nope", "--format", "md"]],
    [
      "a member's own layer without the member",
      ["export", "sres2395", "--format", "md", "--layer", "private"],
    ],
    ["a name that is none", ["token", "--name", " ", "--role", "reader"]],
    ["nothing to back up", ["backup", join(folder, "none")]],
    ["a backup that is none", ["restore", MAIN]],
  ])("is 1, with one sentence, for %s", async (_, words) => {
    const { code, out, err } = await run(freshData(), ...words);
    expect([code, out]).toEqual([1, ""]);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it("is 1 for a layer that no delegation has, and says so", async () => {
    const words = ["export", "sres2395", "--format", "md", "--layer"];
    const data = freshData();
    expect(await run(data, ...words, "nosuch")).toEqual({
      code: 1,
      out: "",
      err: 'There is no delegation "nosuch".\n',
    });
    expect(await run(data, ...words, "final")).toMatchObject({ code: 0, err: "" });
  });

  it.each(["serve", "token --name Ada --role reader"])(
    "is 1, with one sentence, when the data folder is a file: %s",
    async (words) => {
      const file = join(folder, "no-folder");
      writeFileSync(file, "");
      expect(await run(file, ...words.split(" "))).toEqual({
        code: 1,
        out: "",
        err: expect.stringMatching(/^\S+no-folder is a file, or lies in one, .*APOSTIL_DATA\.\n$/),
      });
    },
  );

  it("is 0 for help", async () => {
    expect(await run(freshData(), "--help")).toMatchObject({
      code: 0,
      out: expect.stringContaining("serve"),
    });
  });
});

it("imports a text, whose id is the last line, and exports it", async () => {
  const data = freshData();
  const file = join(folder, "draft.txt");
  writeFileSync(file, "Draft\n\nThe General Assembly,\n\n1. Calls upon all States to act.\n");
  const made = await run(data, "import", file, "--id", "draft-1");
  expect([made.code, lastLine(made.out)]).toEqual([0, "draft-1"]);
  expect(await run(data, "import", file, "--id", "draft-1")).toMatchObject({ code: 1 });
  const target = join(folder, "draft.md");
  expect(await run(data, "export", "draft-1", "--format", "md", "--out", target)).toMatchObject({
    code: 0,
    out: "",
  });
  expect(readFileSync(target, "utf8")).toContain("Calls upon all States to act.");
  const whole = await run(data, "export", "sres2395", "--format", "json");
  expect(Object.keys(JSON.parse(whole.out) as object)).toEqual(["text", "annotations", "notes", "codebook"]);
});

it("packs what is kept, and lets old history go when asked", async () => {
  const data = freshData();
  await run(data, "export", "sres2395", "--format", "json");
  expect(await run(data, "compact")).toMatchObject({
    code: 0,
    out: "",
    err: expect.stringMatching(/^Packed [1-9]\d* rooms; let the old history of 0 go\.$/m),
  });
  expect(await run(data, "compact", "--keep-days", "0")).toMatchObject({
    code: 0,
    err: expect.stringMatching(/^Packed 0 rooms; let the old history of [1-9]\d* go\.$/m),
  });
  expect(await run(data, "compact", "--keep-days", "many")).toMatchObject({ code: 2 });
  const { out } = await run(data, "export", "sres2395", "--format", "json");
  expect((JSON.parse(out) as { annotations: unknown[] }).annotations.length).toBeGreaterThan(0);
}, 60_000);

describe("serve", () => {
  const ADDRESS = /runs at (http:\S+)/;
  const LINK = /(http:\S+)\/join#(\S+)/;

  it("prints the first coordinator's link, knows tokens made meanwhile, and ends with 0", async () => {
    const data = freshData();
    const server = start(data, ["serve"]);
    const [, address, token] = await server.hears(LINK);
    const headers = { "content-type": "application/json", origin: address ?? "" };
    const body = JSON.stringify({ token, name: "Ada" });
    expect((await fetch(`${address}/api/join`, { method: "POST", headers, body })).status).toBe(200);
    const made = await run(data, "token", "--name", "Kari", "--delegation", "Norway", "--role", "editor");
    const bearer = lastLine(made.out);
    expect(bearer).toMatch(/^[\w-]{43}$/);
    const me = () => fetch(`${address}/api/me`, { headers: { authorization: `Bearer ${bearer}` } });
    expect(await (await me()).json()).toMatchObject({ member: { name: "Kari", delegation: "norway" } });
    server.child.kill("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0, out: "" });
    const again = start(data, ["serve"]);
    const [, next] = await again.hears(ADDRESS);
    const headersAgain = { authorization: `Bearer ${bearer}` };
    expect((await fetch(`${next}/api/me`, { headers: headersAgain })).status).toBe(200);
    again.child.kill("SIGINT");
    expect((await again.ended).err).not.toContain("/join#");
  });

  it("lets one server run on the same data, back up meanwhile, and restore only after", async () => {
    const data = freshData();
    const backup = join(folder, "backup");
    const server = start(data, ["serve"]);
    await server.hears(ADDRESS);
    expect(await run(data, "serve")).toMatchObject({
      code: 1,
      err: expect.stringContaining("already serves"),
    });
    expect(await run(data, "backup", backup)).toMatchObject({ code: 0 });
    expect(await run(data, "restore", backup)).toMatchObject({ code: 1 });
    server.child.kill("SIGKILL");
    await server.ended;
    expect(await run(data, "restore", backup)).toMatchObject({ code: 0 });
    const again = start(data, ["serve"]);
    await again.hears(ADDRESS);
    again.child.kill("SIGTERM");
    expect(await again.ended).toMatchObject({ code: 0 });
  });

  it("ends soon although a socket does not answer its goodbye and a request never ends", async () => {
    const server = start(freshData(), ["serve"]);
    const { port } = new URL((await server.hears(ADDRESS))[1] ?? "");
    const deaf = await dial(port, UPGRADE);
    await once(deaf, "data");
    const slow = await dial(port, "POST /api/join HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{");
    const both = Promise.all([deaf, slow].map((socket) => once(socket, "close")));
    server.child.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
    await both;
  }, 15_000);

  it("says when its port is taken", async () => {
    const other: Server = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const at = other.address();
    const PORT = String(at !== null && typeof at === "object" ? at.port : 0);
    const { code, err } = await start(freshData(), ["serve"], { PORT }).ended;
    other.close();
    expect([code, err]).toEqual([1, expect.stringContaining("already listens on this port")]);
  });

  it("shows a demo that leaves nothing behind", async () => {
    const temporary = mkdtempSync(join(folder, "tmp-"));
    const server = start("/nowhere/at/all", ["serve", "--demo"], { TMPDIR: temporary }, ENTRY);
    const [, address, token] = await server.hears(LINK);
    const headers = { authorization: `Bearer ${token}` };
    const { members } = (await (await fetch(`${address}/api/people`, { headers })).json()) as {
      members: unknown[];
    };
    expect(members.length).toBeGreaterThan(3);
    server.child.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
