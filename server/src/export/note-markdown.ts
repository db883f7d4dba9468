import type { BlockContent, ListItem } from "mdast";
import * as Y from "yjs";
import { paragraph } from "./mdast.ts";
import { phrasing, type Run, trimRuns } from "./note-phrasing.ts";

/**
 * A note (ProseMirror content as y-prosemirror keeps it in a Y.XmlFragment) as Markdown blocks. Names and attributes
 * are those of `note-schema.ts`. Markdown has no underline: it becomes emphasis, as on a typewriter. What has an unknown
 * name is taken for a paragraph, or for plain words inside one, so that nobody's words are lost.
 */

type Node = Y.XmlElement | Y.XmlText;

/** The blocks of a note; none when there are no words in it. */
export const noteBlocks = (note: Y.XmlFragment): BlockContent[] => blocksOf(childrenOf(note));

/** Blocks of what stands side by side; words that stand loose among blocks become paragraphs. */
function blocksOf(nodes: readonly Node[]): BlockContent[] {
  const blocks: BlockContent[] = [];
  let loose: Run[] = [];
  const close = () => {
    blocks.push(...paragraphOf(loose));
    loose = [];
  };
  for (const node of nodes) {
    if (node instanceof Y.XmlText || node.nodeName === "hardBreak") loose.push(...runsOf([node]));
    else {
      close();
      blocks.push(...blockOf(node));
    }
  }
  close();
  return blocks;
}

function blockOf(element: Y.XmlElement): BlockContent[] {
  switch (element.nodeName) {
    case "heading":
      return headingOf(element);
    case "bulletList":
    case "orderedList":
      return listOf(element);
    case "blockquote": {
      const children = blocksOf(childrenOf(element));
      return children.length === 0 ? [] : [{ type: "blockquote", children }];
    }
    case "codeBlock":
      return codeOf(element);
    case "horizontalRule":
      return [{ type: "thematicBreak" }];
    default:
      return childrenOf(element).some(isBlock)
        ? blocksOf(childrenOf(element))
        : paragraphOf(runsOf(childrenOf(element)));
  }
}

/** Without hooks: they hold no words, and no editor of ours makes them. */
const childrenOf = (parent: Y.XmlFragment): Node[] =>
  parent.toArray().filter((node) => node instanceof Y.XmlElement || node instanceof Y.XmlText);

const isBlock = (node: Node): boolean => node instanceof Y.XmlElement && BLOCKS.has(node.nodeName);

const BLOCKS: ReadonlySet<string> = new Set([
  "paragraph",
  "heading",
  "bulletList",
  "orderedList",
  "listItem",
  "blockquote",
  "codeBlock",
  "horizontalRule",
]);

function paragraphOf(runs: readonly Run[]): BlockContent[] {
  const words = trimRuns(runs).core;
  return words.length === 0 ? [] : [paragraph(...phrasing(words))];
}

function headingOf(element: Y.XmlElement): BlockContent[] {
  const words = trimRuns(runsOf(childrenOf(element))).core;
  if (words.length === 0) return [];
  const level = Number(element.getAttribute("level"));
  const depth = level === 2 || level === 3 ? level : 1;
  return [{ type: "heading", depth, children: phrasing(words) }];
}

function listOf(element: Y.XmlElement): BlockContent[] {
  const children = childrenOf(element)
    .map((node) => blocksOf(node instanceof Y.XmlElement ? itemBlocks(node) : [node]))
    .filter((blocks) => blocks.length > 0)
    .map((blocks): ListItem => ({ type: "listItem", spread: false, children: blocks }));
  if (children.length === 0) return [];
  if (element.nodeName === "bulletList") return [{ type: "list", ordered: false, spread: false, children }];
  const start = Number(element.getAttribute("start") ?? 1);
  return [
    { type: "list", ordered: true, start: Number.isInteger(start) ? start : 1, spread: false, children },
  ];
}

const itemBlocks = (node: Y.XmlElement): Node[] => (node.nodeName === "listItem" ? childrenOf(node) : [node]);

function codeOf(element: Y.XmlElement): BlockContent[] {
  const value = runsOf(childrenOf(element))
    .map((run) => run.text)
    .join("");
  const language = element.getAttribute("language");
  return value.trim() === "" ? [] : [{ type: "code", lang: language ? String(language) : null, value }];
}

/** All words inside, in order, with their marks; a hard break is a line end. */
function runsOf(nodes: readonly Node[]): Run[] {
  return nodes.flatMap((node) => {
    if (node instanceof Y.XmlText) return textRuns(node);
    if (node.nodeName === "hardBreak") return [{ text: "\n", marks: {} }];
    return runsOf(childrenOf(node));
  });
}

type Delta = { readonly insert?: unknown; readonly attributes?: Readonly<Record<string, unknown>> };

const textRuns = (node: Y.XmlText): Run[] =>
  (node.toDelta() as Delta[]).flatMap(({ insert, attributes }) =>
    typeof insert === "string" && insert !== "" ? [{ text: insert, marks: marksOf(attributes ?? {}) }] : [],
  );

/** A mark that may stand more than once on the same words is kept as `name--hash`: the name counts here. */
function marksOf(attributes: Readonly<Record<string, unknown>>): Run["marks"] {
  const entries = Object.entries(attributes).filter(([, value]) => value !== null && value !== false);
  return Object.fromEntries(entries.map(([name, value]) => [name.split("--")[0] ?? name, value]));
}
