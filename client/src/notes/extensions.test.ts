import { isNoteMark, isNoteNode, NOTE_MARKS, NOTE_NODES } from "@apostil/shared/model";
import { getSchema } from "@tiptap/core";
import { describe, expect, it } from "vitest";
import { noteSchema } from "./extensions.ts";

/** ProseMirror's own: the root and the words, which stand in no room by name. */
const OWN = new Set(["doc", "text"]);

describe("the editor's schema", () => {
  const schema = getSchema(noteSchema);

  it("has exactly the nodes and marks that a note may have", () => {
    const nodes = Object.keys(schema.nodes).filter((name) => !OWN.has(name));
    expect(nodes.sort()).toEqual(Object.keys(NOTE_NODES).sort());
    expect(Object.keys(schema.marks).sort()).toEqual(Object.keys(NOTE_MARKS).sort());
    expect(nodes.every(isNoteNode)).toBe(true);
  });

  it("has no attribute that the server would refuse", () => {
    for (const [name, type] of Object.entries(schema.nodes))
      if (!OWN.has(name))
        expect(Object.keys(NOTE_NODES[name] ?? {})).toEqual(
          expect.arrayContaining(Object.keys(type.spec.attrs ?? {})),
        );
    for (const [name, type] of Object.entries(schema.marks))
      expect(Object.keys(NOTE_MARKS[name] ?? {})).toEqual(
        expect.arrayContaining(Object.keys(type.spec.attrs ?? {})),
      );
    expect(isNoteMark("link", { href: "https://un.org", target: "_blank", rel: "noopener noreferrer" })).toBe(
      true,
    );
  });
});
