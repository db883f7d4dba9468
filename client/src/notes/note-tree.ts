import { isNoteMark, isNoteNode } from "@apostil/shared/model";
import * as Y from "yjs";

/** Words of a note with the marks on them (`bold: {}`, `link: { href }`). */
export type NoteWords = {
  readonly type: "words";
  readonly text: string;
  readonly marks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
/** A paragraph, heading, list, … of a note. */
export type NoteBlock = {
  readonly type: "block";
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly children: readonly NoteNode[];
};
export type NoteNode = NoteWords | NoteBlock;

/** Marks that may overlap themselves are stored as `name--hash`. */
const markName = (attribute: string): string => attribute.replace(/--[A-Za-z0-9+/=]{8}$/, "");

function marksOf(attributes: Readonly<Record<string, unknown>> = {}): NoteWords["marks"] {
  const marks: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const [attribute, value] of Object.entries(attributes)) {
    const name = markName(attribute);
    if (value === null || !isNoteMark(name, value)) continue;
    marks[name] = typeof value === "object" ? (value as Readonly<Record<string, unknown>>) : {};
  }
  return marks;
}

type Run = { readonly insert: unknown; readonly attributes?: Readonly<Record<string, unknown>> };

const wordsOf = (text: Y.XmlText): NoteWords[] =>
  (text.toDelta() as Run[]).flatMap(({ insert, attributes }) =>
    typeof insert === "string" && insert !== ""
      ? [{ type: "words", text: insert, marks: marksOf(attributes) }]
      : [],
  );

/**
 * A note as plain data, so that it can be shown without the editor. Nodes and marks that no note may have are left out:
 * the server refuses them, and nothing unknown is ever rendered.
 */
export function noteTree(note: Y.XmlFragment): NoteNode[] {
  return note.toArray().flatMap((child): NoteNode[] => {
    if (child instanceof Y.XmlText) return wordsOf(child);
    if (!(child instanceof Y.XmlElement) || !isNoteNode(child.nodeName)) return [];
    const attributes = child.getAttributes() as Readonly<Record<string, unknown>>;
    return [{ type: "block", name: child.nodeName, attributes, children: noteTree(child) }];
  });
}

/** Whether there is anything to read: words, or a line across. */
export const hasWords = (nodes: readonly NoteNode[]): boolean =>
  nodes.some((node) =>
    node.type === "words"
      ? node.text.trim() !== ""
      : node.name === "horizontalRule" || hasWords(node.children),
  );
