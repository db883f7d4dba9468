import { describe, expect, it } from "vitest";
import { Connection } from "../connection.ts";
import { migrate } from "./migrate.ts";

const ONE = "CREATE TABLE one (number INTEGER) STRICT; INSERT INTO one VALUES (1)";
const TWO = "CREATE TABLE two (number INTEGER) STRICT; INSERT INTO two SELECT number + 1 FROM one";

const tables = (connection: Connection): unknown[] =>
  connection.all<{ name: string }>("SELECT name FROM sqlite_schema ORDER BY name").map(({ name }) => name);

describe("migrate", () => {
  it("runs each step once, in order", () => {
    const connection = new Connection(":memory:");
    migrate(connection, [ONE]);
    migrate(connection, [ONE, TWO]);
    migrate(connection, [ONE, TWO]);
    expect(connection.all("SELECT number FROM two")).toEqual([{ number: 2 }]);
    connection.close();
  });

  it("keeps the steps before one that fails, and nothing of that one", () => {
    const connection = new Connection(":memory:");
    expect(() => migrate(connection, [ONE, `${TWO}; INSERT INTO nowhere VALUES (1)`])).toThrow(/nowhere/);
    expect(tables(connection)).toEqual(["one"]);
    migrate(connection, [ONE, TWO]);
    expect(tables(connection)).toEqual(["one", "two"]);
    connection.close();
  });

  it("refuses what a newer program wrote", () => {
    const connection = new Connection(":memory:");
    migrate(connection, [ONE, TWO]);
    expect(() => migrate(connection, [ONE])).toThrow(expect.objectContaining({ code: "newer" }));
    connection.close();
  });
});
