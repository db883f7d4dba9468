import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { noteText } from "./note-text.ts";

function element(name: string, ...children: readonly (string | Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(
    0,
    children.map((child) => (typeof child === "string" ? new Y.XmlText(child) : child)),
  );
  return made;
}

function textOf(...blocks: readonly Y.XmlElement[]): string {
  const note = new Y.Doc().getXmlFragment("note");
  note.insert(0, [...blocks]);
  return noteText(note);
}

describe("a note as plain text", () => {
  it("is empty for an empty note", () => {
    expect(textOf()).toBe("");
    expect(textOf(element("paragraph"))).toBe("");
  });

  it("has a line per block and shows lists", () => {
    const list = element(
      "bulletList",
      element("listItem", element("paragraph", "One")),
      element("listItem", element("paragraph", "Two"), element("paragraph", "more")),
    );
    expect(textOf(element("heading", "Title"), element("paragraph", "Words"), list)).toBe(
      "Title\nWords\n- One\n- Two\n  more",
    );
  });

  it("leaves marks out and keeps line breaks", () => {
    const bold = new Y.XmlText();
    bold.insert(0, "a < b", { bold: {} });
    expect(textOf(element("paragraph", bold, element("hardBreak"), "c"))).toBe("a < b\nc");
  });
});
