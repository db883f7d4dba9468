import type { BlockContent } from "mdast";
import * as Y from "yjs";
import { noteBlocks } from "./note-markdown.ts";

/** The root of a room's Y.Doc that holds its note. */
const NOTE = "note";

/** A note as the formats take it. */
export type NoteContent = {
  readonly blocks: readonly BlockContent[];
  /** One Yjs update that fills an empty room with this note, and holds nothing else. */
  readonly update: Uint8Array;
};

/** The note in a room's state; `null` when there are no words in it. */
export function noteIn(state: Uint8Array): NoteContent | null {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    const note = doc.getXmlFragment(NOTE);
    const blocks = noteBlocks(note);
    return blocks.length === 0 ? null : { blocks, update: copyOf(note) };
  } finally {
    doc.destroy();
  }
}

/**
 * The note alone, as a document that was written in one go. The room's own state must not leave the house: it also
 * carries the annotations, words that were removed since, and the client ids of those who wrote.
 */
function copyOf(note: Y.XmlFragment): Uint8Array {
  const doc = new Y.Doc();
  try {
    const copies = note.toArray().map((node) => node.clone());
    doc.getXmlFragment(NOTE).insert(0, copies as (Y.XmlElement | Y.XmlText)[]);
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
  }
}
