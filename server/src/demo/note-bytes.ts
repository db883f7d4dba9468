import * as Y from "yjs";

/** A note as plain data: names and attributes are those of `note-schema.ts`. */
export type Inline =
  | string
  | { readonly text: string; readonly marks: Readonly<Record<string, Readonly<Record<string, string>>>> };
export type Block = {
  readonly node: string;
  readonly attributes?: Readonly<Record<string, number>>;
  readonly content: readonly (Block | Inline)[];
};

export const p = (...content: readonly Inline[]): Block => ({ node: "paragraph", content });
export const h = (level: number, ...content: readonly Inline[]): Block => ({
  node: "heading",
  attributes: { level },
  content,
});
export const ul = (...items: readonly Block[]): Block => ({
  node: "bulletList",
  content: items.map((item): Block => ({ node: "listItem", content: [item] })),
});
export const quote = (...content: readonly Block[]): Block => ({ node: "blockquote", content });
export const bold = (text: string): Inline => ({ text, marks: { bold: {} } });
export const italic = (text: string): Inline => ({ text, marks: { italic: {} } });
export const link = (text: string, href: string): Inline => ({ text, marks: { link: { href } } });

/** The note as the editor would have kept it: one Yjs update of a document whose `note` holds these blocks. */
export function noteBytes(blocks: readonly Block[]): Uint8Array {
  const doc = new Y.Doc();
  doc.getXmlFragment("note").insert(0, blocks.map(element));
  const bytes = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return bytes;
}

function element({ node, attributes = {}, content }: Block): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, number>>(node);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  const blocks = content.filter((part) => isBlock(part)).map(element);
  const words = content.filter((part): part is Inline => !isBlock(part));
  made.insert(0, words.length > 0 ? [line(words)] : blocks);
  return made as unknown as Y.XmlElement;
}

const isBlock = (part: Block | Inline): part is Block => typeof part === "object" && "node" in part;

function line(words: readonly Inline[]): Y.XmlText {
  const made = new Y.XmlText();
  made.applyDelta(
    words.map((part) =>
      typeof part === "string"
        ? { insert: part, attributes: {} }
        : { insert: part.text, attributes: part.marks },
    ),
  );
  return made;
}
