import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { MAX_VALUE_DEPTH } from "./limits.ts";
import { scan, Unsound } from "./scan.ts";

/** Whether the bytes come through. */
function passes(bytes: Uint8Array): boolean {
  try {
    scan(bytes);
    return true;
  } catch (error) {
    if (error instanceof Unsound) return false;
    throw error;
  }
}

/** Values that an annotation may have. */
const plain = fc.jsonValue({ maxDepth: 5 }).filter((value) => !JSON.stringify(value).includes("__proto__"));

/** What a room may hold, written and deleted in any order. */
function documentOf(
  steps: readonly { readonly kind: number; readonly at: number; readonly value: fc.JsonValue }[],
) {
  const doc = new Y.Doc();
  const note = doc.getXmlFragment("note");
  for (const { kind, at, value } of steps) {
    const element = note.length > 0 ? (note.get(at % note.length) as Y.XmlElement) : null;
    const text = element?.get(0) as Y.XmlText | undefined;
    if (kind === 0 || !element || !text) {
      const made = new Y.XmlElement("heading");
      note.insert(at % (note.length + 1), [made]);
      made.insert(0, [new Y.XmlText("words")]);
    } else if (kind === 1) text.insert(at % (text.length + 1), `${at}`);
    else if (kind === 2)
      text.delete(at % (text.length + 1), Math.min(2, text.length - (at % (text.length + 1))));
    else if (kind === 3) text.format(0, at % (text.length + 1), { link: { href: "https://un.org/" } });
    else if (kind === 4) element.setAttribute("level", (at % 3) as unknown as string);
    else if (kind === 5) note.delete(at % note.length, 1);
    else doc.getMap("annotations").set(`id ${at % 5}`, value);
  }
  return doc;
}

describe("the look at the bytes", () => {
  const step = fc.record({ kind: fc.nat({ max: 6 }), at: fc.nat({ max: 50 }), value: plain });

  it("lets through whatever Yjs writes of a room", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const doc = documentOf(steps);
        expect(passes(Y.encodeStateAsUpdate(doc))).toBe(true);
        expect(passes(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)))).toBe(true);
        expect(
          passes(Y.mergeUpdates([Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdate(documentOf([]))])),
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("lets through values of a bounded depth, and none that become a prototype", () => {
    const deep = (depth: number) => {
      let value: unknown = 1;
      for (let n = 0; n < depth; n++) value = [value];
      const doc = new Y.Doc();
      doc.getMap("annotations").set("id", value);
      return Y.encodeStateAsUpdate(doc);
    };
    expect(passes(deep(MAX_VALUE_DEPTH))).toBe(true);
    expect(passes(deep(MAX_VALUE_DEPTH + 1))).toBe(false);
    const doc = new Y.Doc();
    doc.getMap("annotations").set("id", JSON.parse('{"__proto__": {}}'));
    expect(passes(Y.encodeStateAsUpdate(doc))).toBe(false);
  });

  it("lets through nothing that Yjs would not read to its end", () => {
    const whole = Y.encodeStateAsUpdate(
      documentOf(
        [0, 1, 2, 3, 4, 6, 5, 0, 3].map((kind, at) => ({ kind, at: at + 3, value: { a: [1, "x"] } })),
      ),
    );
    for (let length = 0; length < whole.length; length++) expect(passes(whole.slice(0, length))).toBe(false);
    expect(passes(Uint8Array.of(...whole, 0))).toBe(false);
    const turned = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })).map(([at, byte]) => {
      const bytes = whole.slice();
      bytes[at] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(turned, (bytes) => {
        if (!passes(bytes)) return;
        // words and JSON are not looked into here
        try {
          const { structs, ds } = Y.decodeUpdate(bytes);
          expect(structs.length + ds.clients.size).toBeGreaterThan(0);
        } catch (error) {
          expect(String(error)).toMatch(/JSON|encoded data/);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
