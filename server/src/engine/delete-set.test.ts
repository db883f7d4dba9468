import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { deletedIn, deletedInDocument, type IsDeleted } from "./delete-set.ts";

/** Two people's text with holes: what each step inserts and deletes. */
const steps = fc.array(
  fc.record({ who: fc.constantFrom(1, 2), at: fc.nat(), insert: fc.boolean(), length: fc.nat({ max: 6 }) }),
  { maxLength: 40 },
);

function written(
  edits: readonly { who: number; at: number; insert: boolean; length: number }[],
  gc: boolean,
) {
  const docs = new Map([1, 2].map((id) => [id, new Y.Doc({ gc })] as const));
  for (const [id, doc] of docs) doc.clientID = id;
  for (const { who, at, insert, length } of edits) {
    const doc = docs.get(who) as Y.Doc;
    const text = doc.getText("note");
    const place = at % (text.length + 1);
    if (insert) text.insert(place, "x".repeat(length + 1));
    else text.delete(place, Math.min(length, text.length - place));
    for (const other of docs.values()) if (other !== doc) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  }
  return docs.get(1) as Y.Doc;
}

/** The plain truth, character by character. */
function truth(doc: Y.Doc): IsDeleted {
  const deleted = new Set<string>();
  for (const [client, structs] of doc.store.clients)
    for (const { id, length, deleted: gone } of structs)
      for (let n = 0; n < length; n++) if (gone) deleted.add(`${client}:${id.clock + n}`);
  return (client, clock, length) =>
    [...Array(length).keys()].every((n) => deleted.has(`${client}:${clock + n}`));
}

describe("whether a range is deleted", () => {
  it("is told alike by the bytes, by the document and character by character", () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (edits, gc) => {
        const doc = written(edits, gc);
        const real = truth(doc);
        const tellers = [deletedIn(Y.encodeStateAsUpdate(doc)), deletedInDocument(doc)];
        for (const client of [1, 2, 3])
          for (let clock = 0; clock < 30; clock++)
            for (const length of [1, 2, 3, 7])
              for (const told of tellers)
                expect(told(client, clock, length)).toBe(real(client, clock, length));
      }),
      { numRuns: 60 },
    );
  });

  it("is told of merged bytes whose ranges overlap and lie in any order", () => {
    const doc = new Y.Doc();
    doc.clientID = 7;
    doc.getText("note").insert(0, "0123456789");
    const copies = [0, 4, 2].map((at) => {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      copy.getText("note").delete(at, 4);
      return Y.encodeStateAsUpdate(copy);
    });
    const told = deletedIn(Y.mergeUpdates(copies));
    expect(told(7, 0, 8)).toBe(true);
    expect(told(7, 0, 9)).toBe(false);
    expect(told(7, 8, 1)).toBe(false);
  });

  it("is told of a range inside another", () => {
    const told = deletedIn(Uint8Array.of(0, 1, 7, 2, 0, 8, 2, 2));
    expect(told(7, 5, 3)).toBe(true);
    expect(told(7, 5, 4)).toBe(false);
  });
});
