import { describe, expect, it } from "vitest";
import { isNoteAttribute, isNoteMark, isNoteNode, isSafeLink, MAX_LINK_LENGTH } from "./index.ts";

/** Names that every object has: a table that is asked carelessly says yes to them. */
const INHERITED = ["constructor", "__proto__", "toString", "hasOwnProperty"];

describe("a note", () => {
  it("has the editor's nodes and no others", () => {
    for (const name of [
      "paragraph",
      "heading",
      "bulletList",
      "orderedList",
      "listItem",
      "blockquote",
      "hardBreak",
    ])
      expect(isNoteNode(name)).toBe(true);
    for (const name of ["script", "image", "Paragraph", "", ...INHERITED])
      expect(isNoteNode(name)).toBe(false);
  });

  it("has attributes that their node knows, with values of their kind", () => {
    for (const level of [1, 2, 3, null, undefined])
      expect(isNoteAttribute("heading", "level", level)).toBe(true);
    for (const level of [0, 4, 1.5, "1", {}, true])
      expect(isNoteAttribute("heading", "level", level)).toBe(false);
    expect(isNoteAttribute("orderedList", "start", 7)).toBe(true);
    expect(isNoteAttribute("codeBlock", "language", "x".repeat(65))).toBe(false);
    for (const name of ["style", "onclick", ...INHERITED]) {
      expect(isNoteAttribute("paragraph", name, "x")).toBe(false);
      expect(isNoteAttribute(name, "level", 1)).toBe(false);
    }
  });

  it("has marks that begin, end, and carry what they may", () => {
    for (const end of [null, true, {}]) expect(isNoteMark("bold", end)).toBe(true);
    expect(isNoteMark("bold", { class: "x" })).toBe(false);
    expect(isNoteMark("link", { href: "https://un.org", target: "_blank", rel: null })).toBe(true);
    expect(isNoteMark("link", { href: "javascript:alert(1)" })).toBe(false);
    for (const wrong of [[], ["href"], "x", 3]) expect(isNoteMark("link", wrong)).toBe(false);
    for (const name of ["highlight", "", ...INHERITED]) expect(isNoteMark(name, {})).toBe(false);
  });

  it("links to pages and mailboxes only", () => {
    for (const link of ["https://un.org/a?b#c", "HTTP://un.org", "mailto:a@b.org"])
      expect(isSafeLink(link)).toBe(true);
    const unsafe = [
      "javascript:alert(1)",
      " https://un.org",
      "https://a b",
      "data:text/html,x",
      "//un.org",
      "/x",
      "",
      "java\nscript:x",
      `https://${"a".repeat(MAX_LINK_LENGTH)}`,
      null,
      3,
    ];
    for (const link of unsafe) expect(isSafeLink(link)).toBe(false);
  });
});
