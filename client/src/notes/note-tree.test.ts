import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { hasWords, noteTree } from "./note-tree.ts";

function noteOf(build: (note: Y.XmlFragment) => void): Y.XmlFragment {
  const note = new Y.Doc().getXmlFragment("note");
  build(note);
  return note;
}
const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
};
const text = (words: string, marks?: Record<string, unknown>): Y.XmlText => {
  const made = new Y.XmlText();
  made.insert(0, words, marks as object);
  return made;
};

describe("noteTree", () => {
  it("reads blocks, words and marks", () => {
    const heading = element("heading", text("Why"));
    heading.setAttribute("level", 2 as unknown as string);
    const note = noteOf((fragment) =>
      fragment.insert(0, [
        heading,
        element("paragraph", text("Because", { bold: {}, "link--abcdefgh": { href: "https://un.org" } })),
      ]),
    );
    expect(noteTree(note)).toEqual([
      {
        type: "block",
        name: "heading",
        attributes: { level: 2 },
        children: [{ type: "words", text: "Why", marks: {} }],
      },
      {
        type: "block",
        name: "paragraph",
        attributes: {},
        children: [{ type: "words", text: "Because", marks: { bold: {}, link: { href: "https://un.org" } } }],
      },
    ]);
  });

  it("leaves out what no note may have", () => {
    const note = noteOf((fragment) =>
      fragment.insert(0, [
        element("iframe", text("bad")),
        element("paragraph", text("x", { link: { href: "javascript:alert(1)" }, blink: {} })),
      ]),
    );
    expect(noteTree(note)).toEqual([
      {
        type: "block",
        name: "paragraph",
        attributes: {},
        children: [{ type: "words", text: "x", marks: {} }],
      },
    ]);
  });
});

describe("hasWords", () => {
  it("takes an empty paragraph for an empty note", () => {
    expect(hasWords(noteTree(noteOf(() => {})))).toBe(false);
    expect(hasWords(noteTree(noteOf((note) => note.insert(0, [element("paragraph")]))))).toBe(false);
    expect(hasWords(noteTree(noteOf((note) => note.insert(0, [element("paragraph", text("A"))]))))).toBe(
      true,
    );
  });
});
