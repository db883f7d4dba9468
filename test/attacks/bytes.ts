import * as encoding from "lib0/encoding";
import * as Y from "yjs";

/** Writes updates by hand, in the way of Yjs' first format, so that they can say what no Yjs would. */
export class Bytes {
  readonly #encoder = encoding.createEncoder();

  n(...numbers: readonly number[]): this {
    for (const number of numbers) encoding.writeVarUint(this.#encoder, number);
    return this;
  }
  byte(...bytes: readonly number[]): this {
    for (const byte of bytes) encoding.writeUint8(this.#encoder, byte);
    return this;
  }
  text(words: string): this {
    encoding.writeVarString(this.#encoder, words);
    return this;
  }
  any(value: unknown): this {
    // the type of lib0 leaves out BigInt, its writer doesn't
    encoding.writeAny(this.#encoder, value as null);
    return this;
  }
  raw(bytes: Uint8Array): this {
    encoding.writeUint8Array(this.#encoder, bytes);
    return this;
  }
  done(): Uint8Array {
    return encoding.toUint8Array(this.#encoder);
  }
}

/** The kinds of structs, and what may stand beside them. */
export const KIND = {
  gc: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  doc: 9,
  skip: 10,
} as const;
export const TYPE = { array: 0, map: 1, text: 2, element: 3, fragment: 4, hook: 5, xmlText: 6 } as const;

export type Id = readonly [client: number, clock: number];

/** Where an item stands: beside others, or as a child of a root or an item. */
export type Place = {
  readonly origin?: Id;
  readonly right?: Id;
  readonly root?: string;
  readonly parent?: Id;
  readonly sub?: string;
};

/** An item without its content, which follows. */
export function item(bytes: Bytes, kind: number, { origin, right, root, parent, sub }: Place): Bytes {
  bytes.byte(kind | (origin ? 0x80 : 0) | (right ? 0x40 : 0) | (sub === undefined ? 0 : 0x20));
  if (origin) bytes.n(...origin);
  if (right) bytes.n(...right);
  if (!origin && !right) {
    if (root === undefined) bytes.n(0, ...(parent ?? [0, 0]));
    else bytes.n(1).text(root);
    if (sub !== undefined) bytes.text(sub);
  }
  return bytes;
}

/** An update of one client's structs and nothing deleted. */
export function update(
  client: number,
  clock: number,
  count: number,
  write: (bytes: Bytes) => void,
): Uint8Array {
  const bytes = new Bytes().n(1, count, client, clock);
  write(bytes);
  return bytes.n(0).done();
}

/** An update that only deletes: ranges per client, as given. */
export function deletion(
  ...clients: readonly (readonly [number, readonly (readonly [number, number])[]])[]
): Uint8Array {
  const bytes = new Bytes().n(0, clients.length);
  for (const [client, ranges] of clients) {
    bytes.n(client, ranges.length);
    for (const range of ranges) bytes.n(...range);
  }
  return bytes.done();
}

/** The update of a document that `write` changes, under this client id. */
export function written(client: number, state: Uint8Array, write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  write(doc);
  return Y.encodeStateAsUpdate(doc, before);
}
