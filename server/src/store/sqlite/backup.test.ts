import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANNA, BORIS, commitOf, memberOf, ROOM, rowOf, sessionOf, textOf } from "../contract/support.ts";
import { SERVER, type Store } from "../store.ts";
import { backupSqlite, restoreSqlite } from "./backup.ts";
import { openSqliteStore } from "./sqlite-store.ts";

let folder = "";
let path = "";
let file = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "apostil-backup-"));
  path = join(folder, "data", "apostil.sqlite");
  file = join(folder, "backup.sqlite");
});
afterEach(() => rm(folder, { recursive: true }));

const open = (at = path): Promise<Store> => openSqliteStore({ path: at, serve: false });

/** All that the port gives of it. */
async function contents(store: Store): Promise<unknown> {
  return {
    room: await store.loadRoom(ROOM),
    annotations: await store.annotations([ROOM]),
    members: await store.members(),
    session: await store.session(sessionOf(ANNA).key, 2_000),
    texts: await store.texts(),
    source: await store.textSource(textOf("treaty").id),
  };
}

async function fill(store: Store): Promise<void> {
  // Boris before Anna: the order of joining is no order of ids.
  for (const id of [BORIS, ANNA]) await store.addMember(memberOf(id));
  await store.addSession(sessionOf(ANNA));
  await store.addText(textOf("treaty"), { name: "t.txt", type: "text/plain", bytes: Uint8Array.of(7) });
  const clients = [{ client: 5, member: ANNA }];
  await store.commit([commitOf(0, [SERVER, SERVER], { annotations: [rowOf(1)], clients })]);
}

describe("backup and restore", () => {
  it("bring everything back in a new generation, with writer ids never used before", async () => {
    const server = await openSqliteStore({ path, serve: true });
    await fill(server);
    const before = { contents: await contents(server), generation: await server.generation() };
    await backupSqlite(path, file);
    await server.commit([commitOf(2, [SERVER])]);
    await server.removeMember(ANNA);
    const later = [await server.allotWriterId(), await server.allotWriterId()];
    await server.close();

    await restoreSqlite(path, file);
    const restored = await open();
    expect(await contents(restored)).toStrictEqual(before.contents);
    expect(await restored.generation()).not.toBe(before.generation);
    expect(later).not.toContain(await restored.allotWriterId());
    await restored.close();
    expect((await readdir(join(folder, "data"))).toSorted()).toEqual([
      "apostil.sqlite",
      "apostil.sqlite.lock",
    ]);
  });

  it("make a store where there was none", async () => {
    const store = await open();
    await fill(store);
    const before = await contents(store);
    await store.close();
    await backupSqlite(path, file);
    const elsewhere = join(folder, "new", "apostil.sqlite");
    await restoreSqlite(elsewhere, file);
    expect((await stat(elsewhere)).mode & 0o777).toBe(0o600);
    const restored = await open(elsewhere);
    expect(await contents(restored)).toStrictEqual(before);
    await restored.close();
  });

  it("write a file for this account only, in the place of an older one", async () => {
    await (await open()).close();
    await writeFile(file, "older", { mode: 0o644 });
    await backupSqlite(path, file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await restoreSqlite(path, file);
    expect(await readdir(folder)).toEqual(["backup.sqlite", "data"]);
  });

  it("refuse to copy nothing, or a store onto itself", async () => {
    await expect(backupSqlite(path, file)).rejects.toMatchObject({ code: "missing" });
    await (await open()).close();
    await expect(backupSqlite(path, path)).rejects.toMatchObject({ name: "StoreError", code: "exists" });
    await expect(restoreSqlite(path, file)).rejects.toMatchObject({ code: "missing" });
    await expect(restoreSqlite(path, path)).rejects.toMatchObject({ code: "exists" });
  });

  it("do not go beside a running server: a restore is refused, and changes nothing", async () => {
    const server = await openSqliteStore({ path, serve: true });
    await backupSqlite(path, file);
    await fill(server);
    const before = await contents(server);
    await expect(restoreSqlite(path, file)).rejects.toMatchObject({ code: "locked" });
    expect(await contents(server)).toStrictEqual(before);
    await server.close();
  });

  it("refuse a file that is no backup, and leave the store as it was", async () => {
    const store = await open();
    await fill(store);
    const before = await contents(store);
    await writeFile(file, "Dear all, ".repeat(200));
    await expect(restoreSqlite(path, file)).rejects.toMatchObject({ code: "unavailable" });
    const other = new DatabaseSync(join(folder, "other.sqlite"));
    other.exec("CREATE TABLE meta (something TEXT)");
    other.close();
    await expect(restoreSqlite(path, join(folder, "other.sqlite"))).rejects.toMatchObject({
      message: expect.stringContaining("is no backup"),
    });
    expect(await contents(store)).toStrictEqual(before);
    await store.close();
  });

  it("refuse a damaged backup", async () => {
    const store = await open();
    await fill(store);
    await store.close();
    await backupSqlite(path, file);
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xff, 4_096, 3 * 4_096));
    await expect(restoreSqlite(path, file)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("refuse a backup of a newer version", async () => {
    await (await open()).close();
    await backupSqlite(path, file);
    const newer = new DatabaseSync(file);
    newer.exec("PRAGMA user_version = 999");
    newer.close();
    await expect(restoreSqlite(path, file)).rejects.toMatchObject({ code: "newer" });
  });
});
