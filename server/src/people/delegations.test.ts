import { beforeEach, expect, it } from "vitest";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import type { Store } from "../store/store.ts";
import { delegationNamed } from "./delegations.ts";

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore({ path: ":memory:", serve: false });
});

it("finds a delegation by name and by slug, and makes it once", async () => {
  for (const name of ["Sri Lanka", " Sri Lanka ", "sri-lanka"])
    expect(await delegationNamed(store, name)).toBe("sri-lanka");
  expect(await store.delegations()).toMatchObject([{ slug: "sri-lanka", name: "Sri Lanka" }]);
});

it("takes one that was made in the same moment for the one it meant", async () => {
  const both = await Promise.all([delegationNamed(store, "Norway"), delegationNamed(store, "Norway")]);
  expect(both).toEqual(["norway", "norway"]);
  expect(await store.delegations()).toHaveLength(1);
});

it("gives two delegations different colours", async () => {
  for (const name of ["Norway", "Chile"]) await delegationNamed(store, name);
  expect(new Set((await store.delegations()).map(({ colour }) => colour)).size).toBe(2);
});
