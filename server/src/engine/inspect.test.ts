import type { MemberId } from "@apostil/shared/model";
import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { deletedInDocument } from "./delete-set.ts";
import { applyJudged } from "./effect.ts";
import { inspect, type RoomView } from "./inspect.ts";

const MAREN = "maren" as MemberId;

const viewOf = (doc: Y.Doc, owners: ReadonlyMap<number, MemberId> = new Map()): RoomView => ({
  next: (client) => Y.getState(doc.store, client),
  owner: (client) => owners.get(client),
  vector: () => Y.encodeStateVector(doc),
  isDeleted: deletedInDocument(doc),
});

const emptyRoom = (): Y.Doc => {
  const doc = new Y.Doc();
  doc.getXmlFragment("note");
  doc.getMap("annotations");
  return doc;
};

/** What the whole check says: before, and where it comes so far, after. */
function check(update: Uint8Array, room = emptyRoom()): string {
  const seen = inspect(update, viewOf(room), MAREN);
  if (seen.kind === "refused") return seen.reason;
  if (seen.kind !== "writes" && seen.kind !== "deletions") return seen.kind;
  return applyJudged(room, seen.update).violation?.reason ?? "accepted";
}

/** The update of a document that `write` filled. */
function updateOf(write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 7;
  write(doc);
  return Y.encodeStateAsUpdate(doc);
}

const paragraph = (doc: Y.Doc, ...inside: (Y.XmlText | Y.XmlElement)[]): Y.XmlElement => {
  const element = new Y.XmlElement("paragraph");
  doc.getXmlFragment("note").insert(0, [element]);
  element.insert(0, inside);
  return element;
};

describe("an honest update", () => {
  it.each<[string, (doc: Y.Doc) => void]>([
    ["words", (doc) => paragraph(doc, new Y.XmlText("Hello"))],
    [
      "marks",
      (doc) => {
        const text = new Y.XmlText("Hello");
        paragraph(doc, text);
        text.format(0, 2, { bold: {}, link: { href: "https://un.org/", target: null } });
        text.format(1, 2, { bold: null });
      },
    ],
    [
      "a list in a quotation",
      (doc) => {
        const names = ["blockquote", "orderedList", "listItem", "paragraph"] as const;
        let inside: Y.XmlElement | Y.XmlFragment = doc.getXmlFragment("note");
        for (const name of names) {
          const element = new Y.XmlElement(name);
          if (name === "orderedList") element.setAttribute("start", 3 as unknown as string);
          inside.insert(0, [element]);
          inside = element;
        }
      },
    ],
    [
      "a heading",
      (doc) => {
        const heading = new Y.XmlElement("heading");
        heading.setAttribute("level", 2 as unknown as string);
        doc.getXmlFragment("note").insert(0, [heading]);
      },
    ],
    [
      "what was written and deleted",
      (doc) => {
        paragraph(doc, new Y.XmlText("Hello"));
        doc.getXmlFragment("note").delete(0, 1);
      },
    ],
  ])("of %s is accepted", (_, write) => {
    expect(check(updateOf(write))).toBe("accepted");
  });

  it("is trimmed to what is new", () => {
    const room = emptyRoom();
    const update = updateOf((doc) => paragraph(doc, new Y.XmlText("Hello")));
    Y.applyUpdate(room, update);
    expect(check(update, room)).toBe("nothing");
  });

  it("is nothing when it repeats known deletions, and is a deletion when one of them is new", () => {
    const room = emptyRoom();
    const doc = new Y.Doc();
    const text = new Y.XmlText("Hello");
    paragraph(doc, text);
    text.delete(1, 1);
    text.delete(2, 1);
    Y.applyUpdate(room, Y.encodeStateAsUpdate(doc));
    expect(check(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(room)), room)).toBe("nothing");
    text.delete(0, 1);
    expect(inspect(Y.encodeStateAsUpdate(doc), viewOf(room), MAREN).kind).toBe("deletions");
  });

  it("is taken with a Skip over what the room has, and missed with a Skip over what it has not", () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText("a");
    paragraph(doc, text);
    const first = Y.encodeStateAsUpdate(doc);
    const middle = Y.encodeStateVector(doc);
    text.insert(1, "b");
    const later = Y.encodeStateVector(doc);
    text.insert(2, "c");
    const skipping = Y.mergeUpdates([first, Y.encodeStateAsUpdate(doc, later)]);
    expect(check(skipping)).toBe("missing");
    const room = emptyRoom();
    Y.applyUpdate(room, first);
    Y.applyUpdate(room, Y.diffUpdate(Y.encodeStateAsUpdate(doc), middle));
    expect(check(skipping, room)).toBe("nothing");
  });
});

describe("a hostile update", () => {
  it.each<[string, (doc: Y.Doc) => void, string]>([
    ["into annotations", (doc) => doc.getMap("annotations").set("x", 1), "notAllowed"],
    ["into another root", (doc) => doc.getText("other").insert(0, "x"), "notAllowed"],
    [
      "of an unknown node",
      (doc) => doc.getXmlFragment("note").insert(0, [new Y.XmlElement("script")]),
      "malformed",
    ],
    [
      "of an unknown mark",
      (doc) => {
        const text = new Y.XmlText("x");
        paragraph(doc, text);
        text.format(0, 1, { onclick: {} });
      },
      "malformed",
    ],
    [
      "of a link that runs",
      (doc) => {
        const text = new Y.XmlText("x");
        paragraph(doc, text);
        text.format(0, 1, { link: { href: "javascript:alert(1)" } });
      },
      "malformed",
    ],
    ["of an unknown attribute", (doc) => paragraph(doc).setAttribute("style", "x"), "malformed"],
    [
      "of an attribute with an object",
      (doc) => paragraph(doc).setAttribute("level", { deep: {} } as unknown as string),
      "malformed",
    ],
    ["with an attribute of the note itself", (doc) => doc.getMap("note").set("x", 1), "malformed"],
    ["with a map in the note", (doc) => doc.getArray("note").insert(0, [new Y.Map()]), "malformed"],
    ["with plain values in the note", (doc) => doc.getArray("note").insert(0, [1, 2]), "malformed"],
    ["with bytes", (doc) => doc.getArray("note").insert(0, [Uint8Array.of(1)]), "malformed"],
    ["with a subdocument", (doc) => doc.getArray("note").insert(0, [new Y.Doc()]), "malformed"],
    ["with an embed", (doc) => doc.getText("note").insertEmbed(0, { image: "x" }), "malformed"],
    ["with words right in the note", (doc) => doc.getText("note").insert(0, "x"), "malformed"],
    [
      "nested too deeply",
      (doc) => {
        let inside: Y.XmlFragment = doc.getXmlFragment("note");
        for (let depth = 0; depth < 30; depth++) {
          const element = new Y.XmlElement("blockquote");
          inside.insert(0, [element]);
          inside = element;
        }
      },
      "malformed",
    ],
  ])("%s is refused", (_, write, reason) => {
    expect(check(updateOf(write))).toBe(reason);
  });

  it("under another member's client id is refused", () => {
    const update = updateOf((doc) => paragraph(doc, new Y.XmlText("x")));
    const view = viewOf(emptyRoom(), new Map([[7, "amal" as MemberId]]));
    expect(inspect(update, view, MAREN)).toMatchObject({ kind: "refused", reason: "notAllowed" });
  });

  it("with two sections of one client is refused", () => {
    const update = updateOf((doc) => paragraph(doc, new Y.XmlText("x")));
    const section = update.subarray(1, update.length - 1);
    expect(check(Uint8Array.of(2, ...section, ...section, 0))).toBe("malformed");
  });

  it("with a client's structs on both sides of another's is refused", () => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 3);
    for (const [client, clock] of [
      [7, 0],
      [8, 0],
      [7, 1],
    ] as const)
      for (const n of [1, client, clock, 0, 1]) encoding.writeVarUint(encoder, n);
    encoding.writeVarUint(encoder, 0);
    const seen = inspect(encoding.toUint8Array(encoder), viewOf(emptyRoom()), MAREN);
    expect(seen).toMatchObject({ kind: "refused", reason: "malformed" });
  });

  it("with an attribute that no node has is refused, also when it is deleted at once", () => {
    const update = updateOf((doc) => {
      const element = paragraph(doc);
      element.setAttribute("onclick", "x");
      element.removeAttribute("onclick");
    });
    expect(check(update)).toBe("malformed");
  });

  it("that deletes what does not exist is missing something", () => {
    const encoder = encoding.createEncoder();
    for (const n of [0, 1, 99, 1, 5, 10]) encoding.writeVarUint(encoder, n);
    expect(check(encoding.toUint8Array(encoder))).toBe("missing");
  });

  it.each([
    ["GC", 0],
    ["Skip", 10],
  ])("with a %s of giant length is refused", (_, info) => {
    const encoder = encoding.createEncoder();
    for (const n of [1, 1, 7, 0]) encoding.writeVarUint(encoder, n);
    encoding.writeUint8(encoder, info);
    encoding.writeVarUint(encoder, 2 ** 40);
    encoding.writeVarUint(encoder, 0);
    expect(check(encoding.toUint8Array(encoder))).toBe("malformed");
  });

  it("of 50,000 root names, or as many clients, is refused before anything is made of it", () => {
    const roots = updateOf((doc) => {
      for (let n = 0; n < 2_000; n++) doc.getText(`root ${n}`).insert(0, "x");
    });
    const room = emptyRoom();
    expect(check(roots, room)).toBe("notAllowed");
    expect([...room.share.keys()]).toEqual(["note", "annotations"]);
    const many = [...Array(1_001).keys()].map((client) => {
      const doc = new Y.Doc();
      doc.clientID = client + 10;
      doc.getXmlFragment("note").insert(0, [new Y.XmlElement("paragraph")]);
      return Y.encodeStateAsUpdate(doc);
    });
    expect(check(Y.mergeUpdates(many))).toBe("tooLarge");
  });

  it("of random or cut bytes never throws, and leaves nothing pending", () => {
    const honest = updateOf((doc) => paragraph(doc, new Y.XmlText("Hello, this is a text")));
    const cut = fc.nat({ max: honest.length }).map((at) => honest.slice(0, at));
    const flipped = fc.tuple(fc.nat({ max: honest.length - 1 }), fc.nat({ max: 255 })).map(([at, byte]) => {
      const bytes = honest.slice();
      bytes[at] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), cut, flipped), (bytes) => {
        const room = emptyRoom();
        const seen = inspect(bytes, viewOf(room), MAREN);
        if (seen.kind !== "writes" && seen.kind !== "deletions") return;
        let spoilt = false;
        try {
          spoilt = applyJudged(room, seen.update).violation !== null;
        } catch {
          spoilt = true;
        }
        if (!spoilt) expect(room.store.pendingStructs).toBeNull();
      }),
      { numRuns: 3_000 },
    );
  });
});
