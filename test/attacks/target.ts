import * as Y from "yjs";
import type { Id } from "./bytes.ts";
import type { Random } from "./random.ts";

/** The room that an attack is aimed at, as the attacker knows it: like everybody in it, all its bytes. */
export type Target = {
  readonly state: Uint8Array;
  /** A client id that nobody has used yet. */
  readonly me: number;
  /** The client id of another member, and where its clock stands. */
  readonly victim: number;
  readonly end: number;
  /** A node of the victim's, its text, and the first character in it. */
  readonly paragraph: Id;
  readonly text: Id;
  readonly words: Id;
  /** All that anybody wrote, the server included, as deletions. */
  readonly everything: readonly (readonly [number, readonly (readonly [number, number])[]])[];
  /** What an honest client would send. */
  readonly honest: Uint8Array;
  readonly random: Random;
};

const idOf = (item: Y.Item | null | undefined): Id => {
  if (!item) throw new Error("The room lacks a paragraph with words");
  return [item.id.client, item.id.clock];
};

/** @param state of a room whose first node is a paragraph with words */
export function targetOf(state: Uint8Array, me: number, random: Random): Target {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const paragraph = doc.getXmlFragment("note").get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(paragraph instanceof Y.XmlElement && text instanceof Y.XmlText))
    throw new Error("The room lacks a paragraph with words");
  const words = idOf(text._start);
  const everything = [...Y.decodeStateVector(Y.encodeStateVector(doc))].map(
    ([client, clock]) => [client, [[0, clock]]] as const,
  );
  return {
    ...{ state, me, random, words, everything },
    victim: words[0],
    end: Y.getState(doc.store, words[0]),
    paragraph: idOf(paragraph._item),
    text: idOf(text._item),
    honest: honestUpdate(state, me),
  };
}

/** A paragraph with marks and a heading, as a person would write them. */
function honestUpdate(state: Uint8Array, client: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    const [paragraph, text] = [new Y.XmlElement("paragraph"), new Y.XmlText("Honest words of a person")];
    doc.getXmlFragment("note").push([paragraph]);
    paragraph.insert(0, [text]);
    text.format(0, 6, { bold: {} });
    text.delete(7, 3);
  });
  return Y.encodeStateAsUpdate(doc, before);
}
