import * as Y from "yjs";

/** A note as plain text that a person can read and copy: a line per block, `- ` before the items of lists. */
export function noteText(note: Y.XmlFragment): string {
  return blocks(note)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function blocks(parent: Y.XmlFragment): string[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [plain(child)];
    if (!(child instanceof Y.XmlElement)) return [];
    return child.nodeName === "listItem" ? listItem(child) : element(child);
  });
}

function element(element: Y.XmlElement): string[] {
  if (element.nodeName === "horizontalRule") return ["---"];
  if (!isTextBlock(element)) return blocks(element);
  return [inline(element)];
}

const listItem = (item: Y.XmlElement): string[] =>
  blocks(item).map((line, at) => (at === 0 ? `- ${line}` : `  ${line}`));

/** Whether it holds words itself; an empty one is an empty line. */
const isTextBlock = (element: Y.XmlElement): boolean =>
  element.toArray().every((child) => child instanceof Y.XmlText || isBreak(child));

const isBreak = (node: unknown): boolean => node instanceof Y.XmlElement && node.nodeName === "hardBreak";

const inline = (element: Y.XmlElement): string =>
  element
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? plain(child) : "\n"))
    .join("");

/** The words without their marks: `toString` would write tags. */
const plain = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map((part: { readonly insert?: unknown }) => (typeof part.insert === "string" ? part.insert : ""))
    .join("");
