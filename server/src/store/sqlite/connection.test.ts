import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Connection } from "./connection.ts";

let connection: Connection;
beforeEach(() => {
  connection = new Connection(":memory:");
  connection.script("CREATE TABLE things (id INTEGER PRIMARY KEY, bytes BLOB) STRICT");
});
afterEach(() => connection.close());

const insert = (bytes: Uint8Array | null): number =>
  connection.run("INSERT INTO things (bytes) VALUES (?)", bytes);
const count = (): number => connection.first<{ n: number }>("SELECT count(*) AS n FROM things")?.n ?? -1;

describe("Connection", () => {
  it("gives rows as plain objects", () => {
    insert(Uint8Array.of(1, 2));
    const rows = connection.all("SELECT id, bytes FROM things");
    expect(rows).toStrictEqual([{ id: 1, bytes: Uint8Array.of(1, 2) }]);
    expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
    expect(connection.first("SELECT id FROM things WHERE id = ?", 2)).toBeNull();
  });

  it("keeps part of a larger buffer, and nothing around it", () => {
    insert(Uint8Array.of(1, 2, 3, 4).subarray(1, 3));
    insert(new Uint8Array(0));
    expect(connection.all("SELECT bytes FROM things ORDER BY id")).toStrictEqual([
      { bytes: Uint8Array.of(2, 3) },
      { bytes: new Uint8Array(0) },
    ]);
  });

  it("writes all or nothing", () => {
    const failing = () =>
      connection.write(() => {
        insert(null);
        throw new Error("no");
      });
    expect(failing).toThrow("no");
    expect(count()).toBe(0);
    expect(connection.write(() => insert(null))).toBe(1);
    expect(count()).toBe(1);
  });

  it("goes on after a write that the disk had no room for", () => {
    connection.script("PRAGMA max_page_count = 20");
    const tooMuch = () =>
      connection.write(() => {
        for (let megabyte = 0; megabyte < 4; megabyte++) insert(new Uint8Array(2 ** 20));
      });
    expect(tooMuch).toThrow(/full/);
    expect(count()).toBe(0);
    connection.write(() => insert(new Uint8Array(10)));
    expect(count()).toBe(1);
  });
});
