import { once } from "node:events";
import { MessageChannel } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { remoteStore, serveStore } from "./remote-store.ts";
import { openSqliteStore } from "./sqlite/sqlite-store.ts";
import { type Store, StoreError } from "./store.ts";
import { describeStore } from "./store-contract.ts";

async function openRemote(): Promise<Store> {
  const { port1, port2 } = new MessageChannel();
  serveStore(await openSqliteStore({ path: ":memory:", serve: true }), port1);
  return remoteStore(port2);
}

describeStore("remote", openRemote);

/** A store whose `texts` fails in its own way, and whose `members` never answers. */
function oddStore(texts: () => Promise<never>): Store {
  const never = new Promise<never>(() => {});
  return { texts, members: () => never, close: async () => {} } as unknown as Store;
}

function connect(store: Store) {
  const { port1, port2 } = new MessageChannel();
  serveStore(store, port1);
  return { remote: remoteStore(port2), port1, port2 };
}

describe("remoteStore", () => {
  it("gives other errors their name and message back", async () => {
    const { remote } = connect(oddStore(async () => Promise.reject(new TypeError("odd"))));
    const error = await remote.texts().catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ name: "TypeError", message: "odd" });
    await remote.close();
  });

  it("answers calls that were made before it was closed", async () => {
    const remote = await openRemote();
    const asked = remote.generation();
    await remote.close();
    expect(await asked).toMatch(/./);
  });

  it("rejects calls that are still without an answer when it is closed", async () => {
    const { remote } = connect(oddStore(async () => Promise.reject(new Error("unused"))));
    const rejected = expect(remote.members()).rejects.toMatchObject({
      name: "StoreError",
      code: "unavailable",
    });
    await remote.close();
    await rejected;
    await remote.close();
  });

  it("rejects calls under way, and later ones, when the port dies", async () => {
    const { remote, port1, port2 } = connect(oddStore(async () => Promise.reject(new Error("unused"))));
    const rejected = expect(remote.members()).rejects.toMatchObject({ code: "unavailable" });
    const closed = once(port2, "close");
    port1.close();
    await closed;
    await rejected;
    await expect(remote.texts()).rejects.toMatchObject({ code: "unavailable" });
    await remote.close();
  });

  it("can be closed while the port dies", async () => {
    const { remote, port1 } = connect({
      ...oddStore(async () => Promise.reject(new Error("unused"))),
      close: () => new Promise<never>(() => {}),
    });
    const closing = remote.close();
    port1.close();
    await closing;
  });

  it("rejects a call whose arguments cannot be sent, and goes on", async () => {
    const remote = await openRemote();
    await expect(remote.member((() => {}) as never)).rejects.toThrow(/clone/);
    expect(await remote.members()).toEqual([]);
    await remote.close();
  });
});
