import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { Housekeeping } from "./housekeeping.ts";
import { EVICT_AFTER_MS } from "./limits.ts";
import { Rooms } from "./rooms.ts";
import { comment, House, nextId, ROOM, wordsOf } from "./test-house.ts";

async function written(): Promise<House> {
  const house = await House.open();
  const maren = await house.join("maren");
  for (const letter of "kept words") maren.type(letter);
  maren.type("secret ");
  await house.engine.close();
  const words = (maren.doc.getXmlFragment("note").get(0) as Y.XmlElement).get(0) as Y.XmlText;
  words.delete(0, 7);
  await house.engine.close();
  return house;
}

describe("a room that rests", () => {
  it("is folded: a snapshot without deleted words, its log packed, and nothing else changed", async () => {
    const house = await written();
    const before = await house.store.loadRoom(ROOM);
    await house.engine.settle();
    const after = await house.store.loadRoom(ROOM);
    expect(after.seq).toBe(before.seq);
    expect(after.updates).toEqual([]);
    expect(after.snapshot?.seq).toBe(before.seq);
    expect(Buffer.from(after.snapshot?.bytes ?? []).includes("secret")).toBe(false);
    expect(wordsOf(await house.stored())).toBe([..."kept words"].reverse().join(""));
    const { updates } = await house.store.history(ROOM);
    expect(updates.map(({ seq, bytes }) => [seq, [...bytes]])).toEqual(
      before.updates.map(({ seq, bytes }) => [seq, [...bytes]]),
    );
    expect(await house.store.updatesAfter(ROOM, 3)).toEqual(before.updates.slice(3));
  });

  it("is written on after it was folded, by those who were there and by those who come", async () => {
    const house = await written();
    await house.engine.settle();
    const [maren] = house.clients.values();
    maren?.type("more ");
    await house.engine.close();
    await house.engine.settle();
    await house.restart();
    const amal = await house.join("amal");
    amal.type("and more ");
    await house.engine.close();
    expect(amal.words).toMatch(/^and more more /);
    expect(wordsOf(await house.stored())).toBe(amal.words);
  });

  it("loses its document when it has rested long enough, not before, and never what was written", async () => {
    const house = await written();
    const rooms = new Rooms(house.store);
    const housekeeping = new Housekeeping(house.store, rooms);
    const room = await rooms.room(ROOM);
    await housekeeping.tidy(room.used + EVICT_AFTER_MS - 1);
    expect(rooms.open(ROOM)).toBe(room);
    await housekeeping.tidy(room.used + EVICT_AFTER_MS + 1);
    expect(rooms.open(ROOM)).toBeUndefined();
    expect((await house.store.loadRoom(ROOM)).snapshot?.seq).toBe(room.seq);
  });
});

describe("a room without a document", () => {
  it("answers as one with a document does, whatever the vector", async () => {
    const house = await written();
    const rooms = new Rooms(house.store);
    const cold = await rooms.cold(ROOM);
    const warm = rooms.warm(cold);
    expect(cold.face()).toEqual(warm.face());
    const old = new Y.Doc();
    for (const { bytes } of (await house.store.loadRoom(ROOM)).updates.slice(0, 4)) Y.applyUpdate(old, bytes);
    for (const room of [cold, warm]) {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(old));
      Y.applyUpdate(copy, room.difference(Y.encodeStateVector(old)));
      expect(Y.encodeStateAsUpdate(copy)).toEqual(Y.encodeStateAsUpdate(warm.doc));
    }
  });

  it("gives nobody the words of an annotation that was removed", async () => {
    const house = await House.open();
    const actor = await house.actor("maren");
    const id = nextId();
    await house.engine.annotate(actor, ROOM, { kind: "create", id, fields: comment("unpublished position") });
    await house.engine.annotate(actor, ROOM, { kind: "remove", id });
    await house.restart();
    expect(Buffer.from(await house.engine.state(ROOM)).includes("unpublished")).toBe(false);
    await house.engine.settle();
    expect(Buffer.from(await house.engine.state(ROOM)).includes("unpublished")).toBe(false);
  });
});
