import * as Y from "yjs";

/**
 * One update in the place of many. Through a document rather than by merging, which would keep deleted words. What
 * depends on edits that are not among them stays in it, too, until they are there.
 */
export function folded(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  const whole = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return whole;
}
