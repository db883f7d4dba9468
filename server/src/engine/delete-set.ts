import * as Y from "yjs";

/**
 * What of a room is deleted already. A Yjs update always carries its sender's whole delete set, so most deletions that
 * arrive are old news; here that is found in stored bytes and in a document, without applying anything.
 */

/** Whether every character of a client from `clock` on, `length` of them, is deleted. */
export type IsDeleted = (client: number, clock: number, length: number) => boolean;

type Range = { readonly clock: number; end: number };

/**
 * The deletions that stored bytes list: for rooms without a document. What is listed nowhere counts as not deleted, which
 * costs a document and is never wrong.
 */
export function deletedIn(update: Uint8Array): IsDeleted {
  const merged = new Map<number, readonly Range[]>();
  for (const [client, ranges] of Y.decodeUpdate(update).ds.clients) merged.set(client, mergeRanges(ranges));
  return (client, clock, length) => {
    const range = lastFrom(merged.get(client) ?? [], clock);
    return range !== undefined && clock + length <= range.end;
  };
}

/** The deletions of a document. What it does not have is not deleted. */
export function deletedInDocument(doc: Y.Doc): IsDeleted {
  return (client, clock, length) => {
    const structs = doc.store.clients.get(client);
    const end = clock + length;
    if (structs === undefined || end > Y.getState(doc.store, client)) return false;
    for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
      const struct = structs[at];
      if (struct === undefined || struct.id.clock >= end) break;
      if (!struct.deleted) return false;
    }
    return true;
  };
}

function mergeRanges(ranges: readonly { readonly clock: number; readonly len: number }[]): readonly Range[] {
  const merged: Range[] = [];
  for (const { clock, len } of ranges.toSorted((a, b) => a.clock - b.clock)) {
    const last = merged.at(-1);
    if (last !== undefined && clock <= last.end) last.end = Math.max(last.end, clock + len);
    else merged.push({ clock, end: clock + len });
  }
  return merged;
}

/** The last range that begins at `clock` or before it. */
function lastFrom(ranges: readonly Range[], clock: number): Range | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.clock ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  return ranges[low - 1];
}
