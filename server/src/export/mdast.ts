import type { BlockContent, Break, ListItem, Paragraph, PhrasingContent, RootContent, Text } from "mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { type Options, toMarkdown } from "mdast-util-to-markdown";

/** Small builders of Markdown trees (mdast). Words always go in as text nodes: only the writer makes them Markdown. */

export const text = (value: string): Text => ({ type: "text", value });

export const strong = (words: string): PhrasingContent => ({ type: "strong", children: [text(words)] });

export const heading = (depth: 1 | 2 | 3, words: string): RootContent => ({
  type: "heading",
  depth,
  children: [text(oneLine(words))],
});

export const paragraph = (...children: readonly PhrasingContent[]): Paragraph => ({
  type: "paragraph",
  children: [...children],
});

export const quotation = (children: readonly BlockContent[]): BlockContent => ({
  type: "blockquote",
  children: [...children],
});

/** `spread`: empty lines between the items and inside them, for items of several blocks. */
export const list = (items: readonly (readonly BlockContent[])[], spread = false): BlockContent => ({
  type: "list",
  ordered: false,
  spread,
  children: items.map((children): ListItem => ({ type: "listItem", spread, children: [...children] })),
});

/** Words that somebody typed into a plain field: empty lines part paragraphs, single line ends stay line ends. */
export const paragraphsOf = (words: string): Paragraph[] =>
  words
    .split(/(?:\r?\n[^\S\r\n]*){2,}/)
    .filter((part) => part.trim() !== "")
    .map((part) => paragraph(...linesOf(part.trim())));

/** One run of words with its line ends as hard breaks. */
export const linesOf = (words: string): (Text | Break)[] =>
  words
    .split(/\r\n|[\r\n]/)
    .flatMap((line, index) => [
      ...(index === 0 ? [] : [{ type: "break" as const }]),
      ...(line === "" ? [] : [text(line)]),
    ]);

/** For places that have one line only, such as a heading. */
export const oneLine = (words: string): string => words.replace(/\s+/g, " ").trim();

/** A vertical bar at a line's start begins a table in the Markdown that most sites read; as a mere word it is escaped. */
const NO_TABLES = { character: "|", inConstruct: "phrasing" as const };

/**
 * The writer leaves `_` inside a word alone, also where it then writes emphasis beside that word with `_`, and the wrong
 * two meet. Among marks every `_` is escaped; words without marks, such as a bare address, stay as they are.
 */
const textHandler: NonNullable<Options["handlers"]>["text"] = (node: Text, parent, state, info) => {
  const written = state.safe(node.value, info);
  const plain = parent?.children.every(({ type }) => type === "text" || type === "break") ?? true;
  if (plain && (parent?.type === "paragraph" || parent?.type === "heading")) return written;
  return written.replace(/\\.|_/gs, (found) => (found === "_" ? "\\_" : found));
};

const OPTIONS: Options = {
  bullet: "-",
  // Never `<https://…>`: in there nothing can be escaped.
  resourceLink: true,
  extensions: [gfmStrikethroughToMarkdown()],
  unsafe: [NO_TABLES],
  handlers: { text: textHandler },
};

/** The tree as Markdown (CommonMark with `~~`); whatever in a text node looks like Markdown or HTML is escaped. */
export const markdownOf = (children: readonly RootContent[]): string =>
  toMarkdown({ type: "root", children: [...children] }, OPTIONS);
