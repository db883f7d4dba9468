import { describe, expect, it } from "vitest";
import { dropOldHistory } from "./retention.ts";
import { House, ROOM, wordsOf } from "./test-house.ts";

async function folded(): Promise<House> {
  const house = await House.open();
  const maren = await house.join("maren");
  for (const letter of "older") maren.type(letter);
  await house.engine.close();
  await house.engine.settle();
  return house;
}

describe("the end of the retention", () => {
  it("lets the log go that ended before, and keeps what the room is", async () => {
    const house = await folded();
    const { seq } = await house.store.loadRoom(ROOM);
    expect(await dropOldHistory(house.store, Date.now() + 1)).toBe(1);
    const { base, updates } = await house.store.history(ROOM);
    expect(base?.seq).toBe(seq);
    expect(updates).toEqual([]);
    await house.restart();
    const amal = await house.join("amal");
    expect(amal.words).toBe("redlo");
    amal.type("newer ");
    await house.engine.close();
    expect((await house.store.history(ROOM)).updates.map((update) => update.seq)).toEqual([seq + 1]);
    expect(wordsOf(await house.stored())).toBe("newer redlo");
    // and once more, on top of the first base
    await house.engine.settle();
    expect(await dropOldHistory(house.store, Date.now() + 1)).toBe(1);
    expect((await house.store.history(ROOM)).updates).toEqual([]);
  });

  it("does not touch what is younger", async () => {
    const house = await folded();
    expect(await dropOldHistory(house.store, Date.now() - 60_000)).toBe(0);
    expect((await house.store.history(ROOM)).updates.length).toBeGreaterThan(0);
  });

  it("keeps everything where history and room disagree", async () => {
    const house = await folded();
    const { updates } = await house.store.history(ROOM);
    const store = new Proxy(house.store, {
      get: (target, name: keyof typeof house.store) =>
        name === "history" ? async () => ({ base: null, updates: updates.slice(0, -1) }) : target[name],
    });
    expect(await dropOldHistory(store, Date.now() + 1)).toBe(0);
    expect((await house.store.history(ROOM)).updates).toEqual(updates);
  });
});
