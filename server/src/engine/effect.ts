import { isNoteAttribute, MAX_NOTE_DEPTH } from "@apostil/shared/model";
import * as Y from "yjs";
import { costOf } from "./cost.ts";
import { deletedInDocument } from "./delete-set.ts";
import { isNoteType } from "./inspect.ts";
import { MAX_ROOM_STRUCTS, MAX_STEPS } from "./limits.ts";

/**
 * What an update does to a room's document, judged in each of its transactions before anything is collected. Only here
 * it shows where an item came to stand, and what its integration deleted.
 */

/** Why an effect is refused. */
export type Violation = { readonly reason: "notAllowed" | "malformed" | "tooLarge"; readonly why: string };

/** An update as the document took it: what is stored and relayed. */
export type Effect = {
  /** Everything that changed, deletions that integration caused included; `null` when nothing did. */
  readonly update: Uint8Array | null;
  readonly violation: Violation | null;
  /** Set where the update was refused before it was applied: the document is as it was. */
  readonly untouched?: true;
};

/**
 * Applies a client's `update` and says what changed. After a violation, or when this throws, the document is spoilt:
 * drop it. One update can make several transactions (Yjs tidies up marks in a second one); all of them belong to it.
 */
export function applyJudged(doc: Y.Doc, update: Uint8Array): Effect {
  const tooMuch = excess(doc, update);
  if (tooMuch) return { update: null, violation: tooMuch, untouched: true };
  const note = doc.getXmlFragment("note");
  let violation: Violation | null = null;
  const judge = (transaction: Y.Transaction) => {
    violation ??= newItems(transaction, note) ?? deletedItems(transaction, note);
  };
  doc.on("afterTransaction", judge);
  try {
    const changed = collect(doc, () => Y.applyUpdate(doc, update));
    return { update: changed, violation: violation ?? pending(doc) };
  } finally {
    doc.off("afterTransaction", judge);
  }
}

/** Whether applying would take too long, or leave a room in which something else would. */
function excess(doc: Y.Doc, update: Uint8Array): Violation | null {
  const { structs, ds } = Y.decodeUpdate(update);
  const isDeleted = deletedInDocument(doc);
  if (structs.length > 0 && sizeOf(doc) + structs.length > MAX_ROOM_STRUCTS)
    return { reason: "tooLarge", why: "The note is full" };
  if (costOf(doc, { structs, deletes: ds.clients }, isDeleted) > MAX_STEPS)
    return { reason: "malformed", why: "The update is tangled: putting it in its place would take too long" };
  return null;
}

function sizeOf(doc: Y.Doc): number {
  let structs = 0;
  for (const own of doc.store.clients.values()) structs += own.length;
  return structs;
}

/** Runs a change of `doc` and gives its bytes, all transactions together; `null` when nothing changed. */
export function collect(doc: Y.Doc, change: () => void): Uint8Array | null {
  const updates: Uint8Array[] = [];
  const keep = (bytes: Uint8Array) => updates.push(bytes);
  doc.on("update", keep);
  try {
    change();
  } finally {
    doc.off("update", keep);
  }
  return merged(updates);
}

/** What Yjs would keep for ever in the hope of more. `inspect` lets none through but cycles between two clients. */
function pending(doc: Y.Doc): Violation | null {
  if (doc.store.pendingStructs === null && doc.store.pendingDs === null) return null;
  return { reason: "malformed", why: "The update depends on something that does not exist" };
}

function merged(updates: readonly Uint8Array[]): Uint8Array | null {
  if (updates.length <= 1) return updates[0] ?? null;
  return Y.mergeUpdates([...updates]);
}

function newItems(transaction: Y.Transaction, note: Y.XmlFragment): Violation | null {
  for (const [client, end] of transaction.afterState) {
    const start = transaction.beforeState.get(client) ?? 0;
    if (start === end) continue;
    const structs = transaction.doc.store.clients.get(client) ?? [];
    for (let at = Y.findIndexSS(structs, start); at < structs.length; at++) {
      const struct = structs[at];
      const found = struct instanceof Y.Item ? (outsideNote(struct, note) ?? misplaced(struct)) : null;
      if (found) return found;
    }
  }
  return null;
}

function deletedItems(transaction: Y.Transaction, note: Y.XmlFragment): Violation | null {
  let found: Violation | null = null;
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item) found ??= outsideNote(struct, note);
  });
  return found;
}

/** Climbs to the root: it must be the note, and not too far away. */
function outsideNote(item: Y.Item, note: Y.XmlFragment): Violation | null {
  let type = item.parent;
  for (let depth = 0; depth <= MAX_NOTE_DEPTH; depth++) {
    if (type === note) return null;
    const holder: Y.Item | null = type instanceof Y.AbstractType ? type._item : null;
    if (holder === null) return { reason: "notAllowed", why: "Clients write into the note alone" };
    type = holder.parent;
  }
  return { reason: "malformed", why: "The note is nested too deeply" };
}

/** Whether this content may stand in its parent. What is deleted already shows nothing. */
function misplaced(item: Y.Item): Violation | null {
  if (item.deleted) return null;
  const fits =
    item.parentSub === null
      ? item.parent instanceof Y.XmlText
        ? item.content instanceof Y.ContentString || item.content instanceof Y.ContentFormat
        : item.content instanceof Y.ContentType && isChild(item.content.type, item.parent)
      : item.parent instanceof Y.XmlElement &&
        isAttribute(item.parent.nodeName, item.parentSub, item.content);
  return fits ? null : { reason: "malformed", why: "The update puts something where no note has it" };
}

/** Words stand inside nodes, never right in the note: editors stumble over them there. */
const isChild = (type: Y.ContentType["type"], parent: Y.Item["parent"]): boolean =>
  isNoteType(type) && (type instanceof Y.XmlElement || parent instanceof Y.XmlElement);

function isAttribute(node: string, name: string, content: Y.Item["content"]): boolean {
  if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return false;
  const [value] = content.arr;
  return value !== undefined && isNoteAttribute(node, name, value);
}
