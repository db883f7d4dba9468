import { FIRST_WRITER_ID } from "@apostil/shared/protocol";
import * as encoding from "lib0/encoding";
import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { comment, House, nextId, ROOM } from "./test-house.ts";

function vectorOf(clocks: readonly (readonly [client: number, clock: number])[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, clocks.length);
  for (const [client, clock] of clocks) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
  }
  return encoding.toUint8Array(encoder);
}

async function asks(house: House, id: string, vector: Uint8Array): Promise<number | undefined> {
  const client = await house.connect(id);
  house.engine.difference(client.channel, ROOM, client.actor.member, vector);
  await house.engine.close();
  return client.closed?.code;
}

describe("a copy from another history", () => {
  it("is known by what the server never wrote under an id of its own", async () => {
    const house = await House.open();
    await house.engine.annotate(await house.actor("maren"), ROOM, {
      kind: "create",
      id: nextId(),
      fields: comment("words"),
    });
    const maren = await house.join("maren");
    const clocks = [...Y.decodeStateVector(Y.encodeStateVector(maren.doc))];
    expect(await asks(house, "amal", vectorOf(clocks))).toBeUndefined();
    const ahead = clocks.map(([client, clock]) => [client, clock + 1] as const);
    expect(ahead[0]?.[0]).toBeGreaterThan(FIRST_WRITER_ID);
    expect(await asks(house, "amal", vectorOf(ahead))).toBe(4409);
  });

  it("is known by what another member never wrote here; what is one's own is simply new", async () => {
    const house = await House.open();
    const maren = await house.join("maren");
    maren.type("words");
    await house.engine.close();
    const [[client, clock] = [0, 0]] = Y.decodeStateVector(Y.encodeStateVector(maren.doc));
    expect(await asks(house, "amal", vectorOf([[client, clock + 1]]))).toBe(4409);
    expect(await asks(house, "maren", vectorOf([[client, clock + 1]]))).toBeUndefined();
  });
});

describe("a state vector that is none", () => {
  it.each([
    ["bytes behind its end", Uint8Array.of(0, 0)],
    [
      "a client twice",
      vectorOf([
        [1, 1],
        [1, 2],
      ]),
    ],
    ["an end before its end", Uint8Array.of(2, 1, 1)],
  ])("%s: refused, and nobody else notices", async (_what, vector) => {
    const house = await House.open();
    const maren = await house.join("maren");
    expect(await asks(house, "amal", vector)).toBe(4400);
    maren.type("on");
    await house.engine.close();
    expect(maren.saved.at(-1)).toBe(2);
  });
});

describe("what was committed since", () => {
  it("comes as one update that closes the gap", async () => {
    const house = await House.open();
    const maren = await house.join("maren");
    const amal = await house.join("amal");
    const { cursor } = amal;
    amal.room = "nowhere" as typeof ROOM; // hears nothing for a while
    for (const word of ["one ", "two ", "three "]) maren.type(word);
    await house.engine.close();
    expect(amal.words).toBe("");
    house.engine.since(amal.channel, ROOM, cursor ?? 0);
    await house.engine.close();
    expect(amal.words).toBe(maren.words);
    expect(amal.cursor).toBe(maren.cursor);
  });

  it.each([
    ["is less than what passed", 3, 10_000],
    ["is sooner told than merged", 200, 1],
  ])("is the whole room where that %s", async (_why, times, length) => {
    const house = await House.open();
    const maren = await house.join("maren");
    const amal = await house.join("amal");
    const { cursor } = amal;
    amal.room = "nowhere" as typeof ROOM;
    for (let round = 0; round < times; round++) {
      maren.type("x".repeat(length));
      const paragraph = maren.doc.getXmlFragment("note").get(0) as Y.XmlElement;
      (paragraph.get(0) as Y.XmlText).delete(0, length);
    }
    maren.type("left");
    await house.engine.close();
    const answers = vi.spyOn(amal, "onAnswer");
    house.engine.since(amal.channel, ROOM, cursor ?? 0);
    await house.engine.close();
    expect(amal.words).toBe("left");
    expect(amal.cursor).toBe(maren.cursor);
    const [[, update] = []] = answers.mock.calls;
    expect(update?.length).toBe(Y.encodeStateAsUpdate(maren.doc).length);
  });
});
