import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ANNA,
  annotationId,
  commitOf,
  memberOf,
  OTHER_ROOM,
  ROOM,
  rowOf,
  sessionOf,
} from "../contract/support.ts";
import { SERVER } from "../store.ts";
import { describeStore } from "../store-contract.ts";
import { openConnection } from "./open.ts";
import { openSqliteStore } from "./sqlite-store.ts";

describeStore("SQLite", () => openSqliteStore({ path: ":memory:", serve: true }));

let folder = "";
let path = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "apostil-store-"));
  path = join(folder, "data", "apostil.sqlite");
});
afterEach(() => rm(folder, { recursive: true }));

const serve = () => openSqliteStore({ path, serve: true });
const beside = () => openSqliteStore({ path, serve: false });

/** Looks into the file as no method of the port does. */
function query(sql: string): unknown[] {
  const database = new DatabaseSync(path);
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

describe("SQLite file", () => {
  it("is made with its folder, for this account only", async () => {
    const store = await serve();
    await store.addMember(memberOf(ANNA));
    expect((await stat(join(folder, "data"))).mode & 0o777).toBe(0o700);
    for (const file of [path, `${path}-wal`, `${path}.lock`])
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it("keeps everything when it is closed and opened again", async () => {
    const first = await serve();
    const generation = await first.generation();
    const writer = await first.allotWriterId();
    await first.addMember(memberOf(ANNA));
    await first.commit([
      commitOf(0, [SERVER], { annotations: [rowOf(1)], clients: [{ client: 5, member: ANNA }] }),
    ]);
    const room = await first.loadRoom(ROOM);
    await first.close();

    const second = await serve();
    expect(await second.generation()).toBe(generation);
    expect(await second.allotWriterId()).toBeGreaterThan(writer);
    expect(await second.members()).toHaveLength(1);
    expect(await second.loadRoom(ROOM)).toStrictEqual(room);
    expect(await second.annotationRow(ROOM, annotationId(1))).toStrictEqual(rowOf(1));
    await second.close();
  });

  it("waits for the disk at each commit, and lets others read meanwhile", async () => {
    const connection = await openConnection(path);
    const FULL = 2;
    expect(connection.first("PRAGMA synchronous")).toEqual({ synchronous: FULL });
    expect(connection.first("PRAGMA journal_mode")).toEqual({ journal_mode: "wal" });
    connection.close();
  });

  it("forgets past sessions when there is a new one", async () => {
    const store = await serve();
    await store.addMember(memberOf(ANNA));
    await store.addSession(sessionOf(ANNA, { key: "past", expires: 2_000 }));
    await store.addSession(sessionOf(ANNA, { key: "lasting", expires: null }));
    await store.addSession(sessionOf(ANNA, { key: "new", created: 2_000 }));
    await store.close();
    expect(query("SELECT key FROM sessions ORDER BY key")).toEqual([{ key: "lasting" }, { key: "new" }]);
  });

  it("keeps audit entries", async () => {
    const store = await serve();
    await store.audit({ time: 7, member: ANNA, action: "invite", detail: "commenter" });
    await store.audit({ time: 8, member: null, action: "start", detail: "" });
    await store.close();
    expect(query("SELECT time, member, action, detail FROM audit ORDER BY id")).toEqual([
      { time: 7, member: ANNA, action: "invite", detail: "commenter" },
      { time: 8, member: null, action: "start", detail: "" },
    ]);
  });

  it("forgets the words of a removed annotation", async () => {
    const store = await serve();
    await store.commit([commitOf(0, [SERVER], { annotations: [rowOf(1)] })]);
    await store.commit([commitOf(1, [SERVER], { annotations: [rowOf(1, { annotation: null })] })]);
    await store.close();
    expect(query("SELECT motivation, status, theme, created, json FROM annotations")).toEqual([
      { motivation: null, status: null, theme: null, created: null, json: null },
    ]);
  });

  it("loads a snapshot with the updates behind it only", async () => {
    const store = await serve();
    await store.commit([commitOf(0, [SERVER, SERVER, SERVER])]);
    query("INSERT INTO snapshots (room, seq, bytes) SELECT id, 2, x'0102' FROM rooms");
    const room = await store.loadRoom(ROOM);
    expect(room.snapshot).toStrictEqual({ seq: 2, bytes: Uint8Array.of(1, 2) });
    expect(room.updates.map(({ seq }) => seq)).toEqual([3]);
    await store.close();
  });

  it("that is no database is refused", async () => {
    const file = join(folder, "letter.txt");
    await writeFile(file, "Dear all, ".repeat(200));
    const opening = openSqliteStore({ path: file, serve: true });
    await expect(opening).rejects.toMatchObject({ name: "StoreError", code: "unavailable" });
  });

  it("in a place where none can be is refused", async () => {
    await writeFile(join(folder, "data"), "");
    await expect(serve()).rejects.toMatchObject({ name: "StoreError", code: "unavailable" });
  });

  it("of a newer version is refused, in words that say what to do", async () => {
    await (await serve()).close();
    const [known] = query("PRAGMA user_version") as { user_version: number }[];
    query("PRAGMA user_version = 999");
    await expect(serve()).rejects.toMatchObject({
      code: "newer",
      message: expect.stringMatching(/Start that/),
    });
    query(`PRAGMA user_version = ${known?.user_version}`);
    await (await serve()).close();
  });
});

describe("two stores on one file", () => {
  it("are not both allowed to serve, until the first is closed", async () => {
    const first = await serve();
    const refusal = { name: "StoreError", code: "locked", message: expect.stringContaining(path) };
    await expect(serve()).rejects.toMatchObject(refusal);
    await expect(serve()).rejects.toMatchObject(refusal);
    await first.close();
    await (await serve()).close();
  });

  it("see each other's writes, and by the data version that there are some", async () => {
    const [server, cli] = [await serve(), await beside()];
    const before = await server.dataVersion();
    await cli.addMember(memberOf(ANNA));
    const after = await server.dataVersion();
    expect(after).not.toBe(before);
    expect(await server.members()).toHaveLength(1);
    await server.commit([commitOf(0, [SERVER])]);
    expect(await server.dataVersion()).toBe(after);
    expect((await cli.loadRoom(ROOM)).seq).toBe(1);
    await Promise.all([server.close(), cli.close()]);
  });

  it("notice a room that the other one wrote, and a member that it removed", async () => {
    const [server, cli] = [await serve(), await beside()];
    await server.addMember(memberOf(ANNA));
    await server.commit([commitOf(0, [SERVER])]);
    await cli.commit([commitOf(1, [SERVER])]);
    expect(await server.commit([commitOf(1, [SERVER])])).toMatchObject([{ done: false, reason: "behind" }]);
    await cli.removeMember(ANNA);
    const actor = { member: ANNA, version: 1, session: null };
    expect(await server.commit([commitOf(2, [actor])])).toMatchObject([
      { reason: "actors", actors: [actor] },
    ]);
    await Promise.all([server.close(), cli.close()]);
  });

  it("share one generation and never a writer id", async () => {
    const stores = await Promise.all([serve(), beside(), beside()]);
    expect(new Set(await Promise.all(stores.map((store) => store.generation()))).size).toBe(1);
    const ids = await Promise.all([...stores, ...stores].map((store) => store.allotWriterId()));
    expect(new Set(ids).size).toBe(6);
    await Promise.all(stores.map((store) => store.close()));
  });
});

/** A process that serves the store and commits to ROOM, one update after the other, until it is killed. */
function startCommitting() {
  const program = fileURLToPath(new URL("commit-until-killed.ts", import.meta.url));
  const child = spawn(process.execPath, [program, path, ROOM], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(child, "close");
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    said += chunk;
  });
  return {
    async acknowledged(commits: number): Promise<void> {
      while (said.split("\n").length <= commits) await once(child.stdout, "data");
    },
    /** @returns the last acknowledged sequence */
    async kill(): Promise<number> {
      child.kill("SIGKILL");
      expect((await closed)[1]).toBe("SIGKILL");
      // Behind the last line break there may be half a number.
      return Number(said.split("\n").at(-2));
    },
  };
}

/** Enough commits beside a process that does nothing else to meet one of its own. */
const TURNS = 100;

describe("a serving process", () => {
  it("that is killed has kept every commit it acknowledged, and leaves no lock", async () => {
    for (const commits of [1, 7, 40]) {
      const process = startCommitting();
      await process.acknowledged(commits);
      const acknowledged = await process.kill();
      const store = await serve();
      const { seq, updates } = await store.loadRoom(ROOM);
      expect(seq).toBeGreaterThanOrEqual(acknowledged);
      expect(updates.map((update) => update.seq)).toEqual(Array.from({ length: seq }, (_, at) => at + 1));
      expect(updates.every(({ time, bytes }) => bytes.every((byte) => byte === time % 256))).toBe(true);
      await store.close();
      expect(query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    }
  });

  it("lets no other process serve, and takes turns with one that writes beside it", async () => {
    const process = startCommitting();
    await process.acknowledged(1);
    await expect(serve()).rejects.toMatchObject({ code: "locked" });
    const cli = await beside();
    for (let after = 0; after < TURNS; after++)
      expect(await cli.commit([commitOf(after, [SERVER], { room: OTHER_ROOM })])).toMatchObject([
        { done: true },
      ]);
    await cli.close();
    await process.kill();
  });
});

/** Says "ready", waits for the end of its input, opens the store, says what it found. */
const OPEN_ON_SIGNAL = `
  const [program, path] = process.argv.slice(1);
  const { openSqliteStore } = await import(program);
  process.stdout.write("ready");
  for await (const _ of process.stdin);
  const store = await openSqliteStore({ path, serve: false });
  console.log(JSON.stringify([await store.generation(), await store.allotWriterId()]));
  await store.close();
`;

async function startOpener(file: string) {
  const program = new URL("sqlite-store.ts", import.meta.url).href;
  const args = ["--input-type=module", "-e", OPEN_ON_SIGNAL, program, file];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return async (): Promise<[string, number]> => {
    child.stdin.end();
    return JSON.parse(await text(child.stdout)) as [string, number];
  };
}

describe("several processes that make one file at the same time", () => {
  it("wait for each other where SQLite does not", async () => {
    const file = join(folder, "new.sqlite");
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    const opening = openSqliteStore({ path: file, serve: true });
    other.exec("COMMIT");
    other.close();
    await (await opening).close();
  });

  it("all find one store", async () => {
    for (const round of [1, 2]) {
      const file = join(folder, `${round}.sqlite`);
      const openers = await Promise.all([1, 2, 3, 4].map(() => startOpener(file)));
      const said = await Promise.all(openers.map((open) => open()));
      expect(new Set(said.map(([generation]) => generation)).size).toBe(1);
      expect(new Set(said.map(([, writer]) => writer)).size).toBe(openers.length);
    }
  });
});
