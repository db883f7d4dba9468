import { isSafeLink } from "@apostil/shared/model";
import { createElement, type ReactNode } from "react";
import type { NoteBlock, NoteNode, NoteWords } from "./note-tree.ts";

/** Headings of a note stand below those of the page; which of them is larger, the style sheet says. */
const HEADING = "h3";

const MARK_TAGS = { bold: "strong", italic: "em", underline: "u", strike: "s", code: "code" } as const;

const BLOCK_TAGS: Readonly<Record<string, string>> = {
  paragraph: "p",
  bulletList: "ul",
  orderedList: "ol",
  listItem: "li",
  blockquote: "blockquote",
  codeBlock: "pre",
};

/** The words of a note to read, without the editor. */
export function NoteView({ nodes }: { readonly nodes: readonly NoteNode[] }): ReactNode {
  return nodes.map((node, index) => <Node key={index} node={node} />);
}

function Node({ node }: { readonly node: NoteNode }): ReactNode {
  return node.type === "words" ? <Words words={node} /> : <Block block={node} />;
}

function Block({ block }: { readonly block: NoteBlock }): ReactNode {
  const inside = <NoteView nodes={block.children} />;
  const { name, attributes } = block;
  if (name === "hardBreak") return <br />;
  if (name === "horizontalRule") return <hr />;
  if (name === "heading") {
    const level = Number(attributes["level"]) || 1;
    return createElement(HEADING, { "data-level": level }, inside);
  }
  if (name === "orderedList") return <ol start={Number(attributes["start"] ?? 1)}>{inside}</ol>;
  return createElement(BLOCK_TAGS[name] ?? "div", null, inside);
}

function Words({ words: { text, marks } }: { readonly words: NoteWords }): ReactNode {
  let shown: ReactNode = text;
  for (const [name, tag] of Object.entries(MARK_TAGS))
    if (name in marks) shown = createElement(tag, null, shown);
  const href = marks["link"]?.["href"];
  if (typeof href !== "string" || !isSafeLink(href)) return shown;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {shown}
    </a>
  );
}
