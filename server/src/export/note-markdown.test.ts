import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { toString as wordsOf } from "mdast-util-to-string";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { markdownOf } from "./mdast.ts";
import { noteBlocks } from "./note-markdown.ts";

type Child = Y.XmlElement | Y.XmlText;
type Piece = { readonly words: string; readonly marks?: Readonly<Record<string, unknown>> };

const element = (
  name: string,
  children: readonly Child[],
  attributes: Record<string, string | number> = {},
) => {
  const made = new Y.XmlElement<Record<string, string | number>>(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.insert(0, [...children]);
  return made as Y.XmlElement;
};
const line = (...pieces: readonly Piece[]): Y.XmlText => {
  const made = new Y.XmlText();
  made.applyDelta(pieces.map(({ words, marks = {} }) => ({ insert: words, attributes: marks })));
  return made;
};
const said = (...pieces: readonly Piece[]) => element("paragraph", [line(...pieces)]);

function markdown(...children: readonly Child[]): string {
  const note = new Y.Doc().getXmlFragment("note");
  note.insert(0, [...children]);
  return markdownOf(noteBlocks(note));
}

const read = (source: string) =>
  fromMarkdown(source, {
    extensions: [gfmStrikethrough()],
    mdastExtensions: [gfmStrikethroughFromMarkdown()],
  });

describe("a note as Markdown", () => {
  it("keeps paragraphs, headings, lists, quotations, code and rules", () => {
    expect(
      markdown(
        element("heading", [line({ words: "Position" })], { level: 2 }),
        said({ words: "First." }),
        element("bulletList", [
          element("listItem", [said({ words: "one" })]),
          element("listItem", [
            said({ words: "two" }),
            element("orderedList", [element("listItem", [said({ words: "deeper" })])], { start: 3 }),
          ]),
        ]),
        element("blockquote", [said({ words: "cited" })]),
        element("codeBlock", [line({ words: "a < b\n  c" })], { language: "text" }),
        element("horizontalRule", []),
        said({ words: "Last." }),
      ),
    ).toBe(
      "## Position\n\nFirst.\n\n- one\n- two\n\n  3. deeper\n\n> cited\n\n```text\na < b\n  c\n```\n\n***\n\nLast.\n",
    );
  });

  it("keeps marks, with white space moved out of them", () => {
    expect(
      markdown(
        said(
          { words: "We " },
          { words: "must ", marks: { bold: {} } },
          { words: "keep", marks: { bold: {}, italic: {} } },
          { words: " this " },
          { words: "old", marks: { strike: {} } },
          { words: " " },
          { words: "x_y", marks: { code: {} } },
          { words: " and " },
          { words: "A/RES/60/288", marks: { link: { href: "https://undocs.org/A/RES/60/288" } } },
        ),
      ),
    ).toBe("We **must _keep_** this ~~old~~ `x_y` and [A/RES/60/288](https://undocs.org/A/RES/60/288)\n");
  });

  it("shows underline as emphasis, and knows a mark that carries a hash", () => {
    expect(
      markdown(
        said(
          { words: "under", marks: { underline: {} } },
          { words: " and " },
          { words: "b", marks: { "bold--a1b2": {} } },
        ),
      ),
    ).toBe("*under* and **b**\n");
  });

  it("keeps a hard break", () => {
    const broken = element("paragraph", [
      line({ words: "one" }),
      element("hardBreak", []),
      line({ words: "two" }),
    ]);
    expect(markdown(broken)).toBe("one\\\ntwo\n");
  });

  it("never makes a link of an address that could run", () => {
    const source = markdown(said({ words: "here", marks: { link: { href: "javascript:alert(1)" } } }));
    expect(source).toBe("here (javascript:alert(1))\n");
    expect(JSON.stringify(read(source))).not.toContain('"link"');
  });

  it("keeps words of nodes and marks that it doesn't know", () => {
    expect(
      markdown(
        element("callout", [said({ words: "inside" })]),
        element("figure", [line({ words: "caption", marks: { sparkle: { size: 3 } } })]),
        line({ words: "loose" }),
      ),
    ).toBe("inside\n\ncaption\n\nloose\n");
  });

  it("takes a note without words for no note", () => {
    expect(markdown(element("paragraph", []), element("bulletList", [element("listItem", [said()])]))).toBe(
      "",
    );
  });

  it("keeps an underscore beside an emoji beside a mark", () => {
    const source = markdown(
      said(
        { words: "!", marks: { italic: {} } },
        { words: "😀_1_😀" },
        { words: "‑", marks: { bold: {}, italic: {} } },
      ),
    );
    expect(spoken(read(source)).trim()).toBe("!😀_1_😀‑");
  });

  it("parses back to the same words, whatever they look like", () => {
    fc.assert(
      fc.property(fc.array(block(2), { minLength: 1, maxLength: 4 }), (blocks) => {
        const source = markdown(...blocks.map(build));
        expect(solid(spoken(read(source)))).toBe(solid(blocks.map(wordsIn).join("")));
      }),
      { numRuns: 400 },
    );
  });

  it("never lets words become HTML, links, images or headings", () => {
    fc.assert(
      fc.property(words, (typed) => {
        const kinds = new Set<string>();
        collect(read(markdown(said({ words: typed }))), kinds);
        expect([...kinds].filter((kind) => !["root", "paragraph", "text", "break"].includes(kind))).toEqual(
          [],
        );
      }),
      { numRuns: 400 },
    );
  });
});

// ── Random notes, as plain data so that a failing one can be read ──────────────────────────────────────────────────────

type Block =
  | { readonly name: string; readonly pieces: readonly Piece[] }
  | { readonly name: string; readonly blocks: readonly Block[] };

const words = fc
  .array(
    fc.constantFrom(
      ..."ab1 \n*_~`#>+-=|.!()[]<>&;:/\\\"'",
      "# ",
      "1. ",
      "- ",
      "<script>",
      "[a](javascript:x)",
      "![i](u)",
      "&amp;",
      "https://x.org",
      "é",
      "‑",
      "عهد",
      "決",
      "😀",
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const marks = fc.dictionary(
  fc.constantFrom("bold", "italic", "underline", "strike", "code"),
  fc.constant({}),
  {
    maxKeys: 3,
  },
);
const pieces = fc.array(fc.record({ words, marks }), { minLength: 1, maxLength: 4 });
const leaf: fc.Arbitrary<Block> = fc.record({
  name: fc.constantFrom("paragraph", "paragraph", "heading", "codeBlock", "unheardOf"),
  pieces,
});

function block(depth: number): fc.Arbitrary<Block> {
  if (depth === 0) return leaf;
  const inner = fc.array(block(depth - 1), { minLength: 1, maxLength: 3 });
  return fc.oneof(
    leaf,
    fc.record({ name: fc.constantFrom("blockquote", "bulletList", "orderedList"), blocks: inner }),
  );
}

function build(made: Block): Y.XmlElement {
  if ("pieces" in made) {
    const plain = made.name === "codeBlock" ? made.pieces.map(({ words }) => ({ words })) : made.pieces;
    return element(made.name, [line(...plain)]);
  }
  const children = made.blocks.map(build);
  if (made.name === "blockquote") return element(made.name, children);
  return element(
    made.name,
    children.map((child) => element("listItem", [child])),
  );
}

const wordsIn = (made: Block): string =>
  "pieces" in made ? made.pieces.map((piece) => piece.words).join("") : made.blocks.map(wordsIn).join("");

/** White space is the layout's: Markdown keeps words. */
const solid = (text: string): string => text.replace(/\s/g, "");

const spoken = (tree: Nodes): string => wordsOf(tree, { includeHtml: false });

function collect(node: Nodes, kinds: Set<string>): void {
  kinds.add(node.type);
  if ("children" in node) for (const child of node.children) collect(child, kinds);
}
