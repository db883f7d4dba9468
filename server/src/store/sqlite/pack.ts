import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { MemberId } from "@apostil/shared/model";
import type { StoredUpdate } from "../store.ts";

/**
 * Updates of a room's log, packed. One letter typed is 25 bytes of Yjs and 70 as a row; neighbours differ in a few bits,
 * so that columns of them, deflated, come to less than ten.
 *
 * Before deflating: the members, each once; then, column by column, the number of each update's member, the time since
 * the one before, and the length of its bytes; then all bytes. JSON of the columns, a zero byte, the bytes.
 */
type Columns = {
  readonly members: readonly MemberId[];
  readonly member: readonly number[];
  readonly time: readonly number[];
  readonly length: readonly number[];
};

/** @param updates in the order of their sequence, without a hole */
export function pack(updates: readonly StoredUpdate[]): Uint8Array {
  const members = [...new Set(updates.map(({ member }) => member))];
  const columns: Columns = {
    members,
    member: updates.map(({ member }) => members.indexOf(member)),
    time: updates.map(({ time }, at) => time - (updates[at - 1]?.time ?? 0)),
    length: updates.map(({ bytes }) => bytes.length),
  };
  const head = Buffer.from(`${JSON.stringify(columns)}\0`);
  return deflateRawSync(Buffer.concat([head, ...updates.map(({ bytes }) => bytes)]));
}

/** @param first sequence of the first update in it */
export function unpack(packed: Uint8Array, first: number): StoredUpdate[] {
  const bytes = inflateRawSync(packed);
  const end = bytes.indexOf(0);
  const { members, member, time, length } = JSON.parse(bytes.toString("utf8", 0, end)) as Columns;
  let at = end + 1;
  let now = 0;
  return length.map((size, index) => {
    now += time[index] ?? 0;
    const update = {
      seq: first + index,
      member: members[member[index] ?? 0] as MemberId,
      time: now,
      bytes: new Uint8Array(bytes.subarray(at, at + size)),
    };
    at += size;
    return update;
  });
}
