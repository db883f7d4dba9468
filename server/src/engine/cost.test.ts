import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { costOf, rehearse } from "./cost.ts";
import { deletedInDocument } from "./delete-set.ts";
import { MAX_STEPS } from "./limits.ts";

/** A room with one paragraph of `length` characters, all of client 5; the first of them has clock 2. */
function roomOf(length: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 5;
  const paragraph = new Y.XmlElement("paragraph");
  doc.getXmlFragment("note").insert(0, [paragraph]);
  paragraph.insert(0, [new Y.XmlText("x".repeat(length))]);
  return doc;
}

const decoded = (update: Uint8Array) => {
  const { structs, ds } = Y.decodeUpdate(update);
  return { structs, deletes: ds.clients };
};

const estimate = (room: Y.Doc, update: Uint8Array) => costOf(room, decoded(update), deletedInDocument(room));

type Insertion = {
  readonly client: number;
  readonly origin: readonly [number, number] | null;
  readonly right: readonly [number, number] | null;
};

/** One character per insertion, each beside what it says. */
function insertions(all: readonly Insertion[], starts: ReadonlyMap<number, number> = new Map()): Uint8Array {
  const encoder = encoding.createEncoder();
  const clients = [...new Set(all.map(({ client }) => client))];
  encoding.writeVarUint(encoder, clients.length);
  for (const client of clients) {
    const own = all.filter((each) => each.client === client);
    for (const n of [own.length, client, starts.get(client) ?? 0]) encoding.writeVarUint(encoder, n);
    for (const { origin, right } of own) {
      encoding.writeUint8(encoder, 4 | (origin ? 0x80 : 0) | (right ? 0x40 : 0));
      for (const n of [...(origin ?? []), ...(right ?? [])]) encoding.writeVarUint(encoder, n);
      encoding.writeVarString(encoder, "a");
    }
  }
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

/** How many items Yjs looks at in truth: each one it passes is put into two sets. */
function stepsOf(room: Y.Doc, update: Uint8Array): number {
  let added = 0;
  const add = Set.prototype.add;
  Set.prototype.add = function (this: Set<unknown>, value: unknown) {
    if (value instanceof Y.Item) added++;
    return add.call(this, value);
  };
  try {
    Y.applyUpdate(room, update);
  } finally {
    Set.prototype.add = add;
  }
  return added / 2;
}

describe("the cost of an update", () => {
  it("is what Yjs takes, whatever the insertions depend on", () => {
    const place = fc.oneof(
      fc.tuple(fc.constant(5), fc.integer({ min: 2, max: 21 })),
      fc.tuple(fc.constantFrom(3, 7, 9), fc.nat({ max: 9 })),
    );
    const insertion = fc.record({
      client: fc.constantFrom(3, 7, 9),
      origin: place,
      right: fc.option(place),
    });
    fc.assert(
      fc.property(fc.array(insertion, { minLength: 1, maxLength: 40 }), (wanted) => {
        const next = new Map<number, number>();
        const sound: Insertion[] = [];
        for (const each of wanted) {
          const there = ([client, clock]: readonly [number, number]) =>
            client === 5 || clock < (next.get(client) ?? 0);
          if (!there(each.origin) || (each.right && !there(each.right))) continue;
          next.set(each.client, (next.get(each.client) ?? 0) + 1);
          sound.push(each);
        }
        if (sound.length === 0) return;
        const half = Math.floor(sound.length / 2);
        const room = roomOf(20);
        const starts = new Map<number, number>();
        for (const { client } of sound.slice(0, half)) starts.set(client, (starts.get(client) ?? 0) + 1);
        if (half > 0) Y.applyUpdate(room, insertions(sound.slice(0, half)));
        const update = insertions(sound.slice(half), starts);
        const { steps } = rehearse(room, decoded(update).structs);
        expect(steps).toBe(stepsOf(room, update));
      }),
      { numRuns: 1_500 },
    );
  });

  it("of typing, pasting and typing backwards is nothing", () => {
    for (const at of [() => 0, (length: number) => length, (length: number) => length >> 1]) {
      const room = roomOf(100);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(room));
      const text = (doc.getXmlFragment("note").get(0) as Y.XmlElement).get(0) as Y.XmlText;
      for (let n = 0; n < 500; n++) {
        text.insert(at(text.length), "words", n % 3 ? {} : { bold: {} });
        if (n % 5 === 0) text.delete(at(text.length - 2), 2);
      }
      expect(estimate(room, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(room)))).toBeLessThan(1_500);
    }
  });

  it("of insertions that share one origin is too much, and is found quickly", () => {
    const room = roomOf(6_000);
    const right = [...Array(5_000).keys()].map((n) => ({
      client: 9,
      origin: [5, 2] as const,
      right: [5, 2 + 5_500 - n] as const,
    }));
    const began = performance.now();
    expect(estimate(room, insertions(right.toReversed()))).toBeGreaterThan(MAX_STEPS);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it("of values of one attribute, none after another, counts the way back to the first", () => {
    const values = (count: number) => {
      const encoder = encoding.createEncoder();
      for (const n of [1, count, 9, 0]) encoding.writeVarUint(encoder, n);
      for (let n = 0; n < count; n++) {
        encoding.writeUint8(encoder, 8 | 0x20);
        for (const each of [0, 5, 0]) encoding.writeVarUint(encoder, each);
        encoding.writeVarString(encoder, "level");
        encoding.writeVarUint(encoder, 1);
        encoding.writeAny(encoder, n);
      }
      encoding.writeVarUint(encoder, 0);
      return encoding.toUint8Array(encoder);
    };
    expect(estimate(roomOf(1), values(100))).toBeGreaterThan(100 * 99);
    expect(estimate(roomOf(1), values(1_000))).toBeGreaterThan(MAX_STEPS);
  });

  it("of nodes deeper than any note is beyond all measure, before they are made", () => {
    const nested = (depth: number) => {
      const doc = new Y.Doc();
      let inside: Y.XmlFragment = doc.getXmlFragment("note");
      for (let n = 0; n < depth; n++) {
        const element = new Y.XmlElement("blockquote");
        inside.insert(0, [element]);
        inside = element;
      }
      return Y.encodeStateAsUpdate(doc);
    };
    expect(estimate(roomOf(1), nested(20))).toBeLessThan(5);
    expect(estimate(roomOf(1), nested(30))).toBe(Number.POSITIVE_INFINITY);
  });
});
