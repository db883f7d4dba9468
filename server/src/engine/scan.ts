import {
  MAX_DELETE_RANGES,
  MAX_FRAME_CLIENTS,
  MAX_FRAME_STRUCTS,
  MAX_NAME_BYTES,
  MAX_VALUE_BYTES,
  MAX_VALUE_DEPTH,
} from "./limits.ts";

/**
 * The look at an update's bytes before Yjs decodes them. Yjs makes an object of everything that the bytes announce: a
 * document of each subdocument, a type of each node, and a prototype of a `__proto__` key. So the bytes are walked once
 * without making anything; what comes through is a well-formed update that ends where it says, of a bounded number of
 * parts, all of kinds that a room has.
 */

/** What the bytes hold that no room takes; `size` where they would be fine if there were fewer of them. */
export class Unsound extends Error {
  readonly kind: "form" | "size";
  constructor(kind: "form" | "size", why: string) {
    super(why);
    this.kind = kind;
  }
}

/** Throws {@link Unsound}, or returns when Yjs may decode these bytes. */
export function scan(bytes: Uint8Array): void {
  const cursor = new Cursor(bytes);
  const sections = cursor.count();
  if (sections > MAX_FRAME_CLIENTS) throw new Unsound("size", "The update has too many clients");
  let structs = 0;
  for (let section = 0; section < sections; section++) {
    const inside = cursor.count();
    structs += inside;
    if (inside === 0) throw new Unsound("form", "A client has an empty section");
    if (structs > MAX_FRAME_STRUCTS) throw new Unsound("size", "The update has too many structs");
    cursor.count(2);
    for (let n = 0; n < inside; n++) scanStruct(cursor);
  }
  scanDeletes(cursor);
  if (cursor.left > 0) throw new Unsound("form", "Something follows after the end of the update");
}

/** The kinds of content, by the five low bits of a struct's first byte. */
const GC = 0;
const SKIP = 10;
const ORIGIN = 0x80;
const RIGHT_ORIGIN = 0x40;
const PARENT_SUB = 0x20;

function scanStruct(cursor: Cursor): void {
  const info = cursor.byte();
  // the decoder that merges tells a Skip by the whole byte, the one that applies by its five low bits
  if (info === GC || info === SKIP) return void cursor.count();
  if ((info & 0x1f) === GC || (info & 0x1f) === SKIP)
    throw new Unsound("form", "A struct without content has an origin");
  if (info & ORIGIN) cursor.count(2);
  if (info & RIGHT_ORIGIN) cursor.count(2);
  if ((info & (ORIGIN | RIGHT_ORIGIN)) === 0) scanParent(cursor, info);
  scanContent(cursor, info & 0x1f);
}

function scanParent(cursor: Cursor, info: number): void {
  const kind = cursor.count();
  if (kind > 1) throw new Unsound("form", "A struct has a parent of no kind");
  if (kind === 1) cursor.text(MAX_NAME_BYTES);
  else cursor.count(2);
  if (info & PARENT_SUB) cursor.text(MAX_NAME_BYTES);
}

function scanContent(cursor: Cursor, kind: number): void {
  switch (kind) {
    case 1:
      return void cursor.count();
    case 4:
      return cursor.text(cursor.left);
    case 6:
      cursor.text(MAX_NAME_BYTES);
      return cursor.text(MAX_VALUE_BYTES);
    case 7:
      return scanType(cursor);
    case 8:
      for (let values = cursor.count(); values > 0; values--) scanValue(cursor, 0);
      return;
    default:
      throw new Unsound("form", "The update holds a kind of content that no note has");
  }
}

/** Elements carry their name; a hook is one that no note has. */
function scanType(cursor: Cursor): void {
  const kind = cursor.count();
  if (kind > 6) throw new Unsound("form", "The update holds a type that Yjs does not know");
  if (kind === 3 || kind === 5) cursor.text(MAX_NAME_BYTES);
}

const BYTES_OF_NUMBERS: Readonly<Record<number, number>> = { 124: 4, 123: 8 };

/** A plain JSON value, or `undefined`, which lib0 writes where an annotation has a field that is not set. */
function scanValue(cursor: Cursor, depth: number): void {
  if (depth > MAX_VALUE_DEPTH) throw new Unsound("form", "A value is nested too deeply");
  const kind = cursor.byte();
  if (kind === 127 || kind === 126 || kind === 121 || kind === 120) return;
  if (kind === 125) return cursor.integer();
  if (kind === 124 || kind === 123) return cursor.skip(BYTES_OF_NUMBERS[kind] ?? 0);
  if (kind === 119) return cursor.text(cursor.left);
  if (kind === 117) {
    for (let values = cursor.count(); values > 0; values--) scanValue(cursor, depth + 1);
    return;
  }
  if (kind !== 118) throw new Unsound("form", "The update holds a value that is no plain JSON");
  for (let fields = cursor.count(); fields > 0; fields--) {
    cursor.key();
    scanValue(cursor, depth + 1);
  }
}

/** Per client one list of ranges in rising order that don't overlap: as every Yjs writes them. */
function scanDeletes(cursor: Cursor): void {
  let ranges = 0;
  const seen = new Set<number>();
  for (let clients = cursor.count(); clients > 0; clients--) {
    const client = cursor.count();
    if (seen.has(client)) throw new Unsound("form", "A client's deletions are given twice");
    seen.add(client);
    let end = 0;
    for (let inside = cursor.count(); inside > 0; inside--) {
      if (++ranges > MAX_DELETE_RANGES) throw new Unsound("size", "The update has too many deletions");
      const clock = cursor.count();
      if (clock < end) throw new Unsound("form", "Deletions overlap");
      end = clock + cursor.count();
    }
  }
}

const PROTO = new TextEncoder().encode("__proto__");

/** Reads without ever going beyond the end. */
class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Unsound("form", "The update is cut off");
    return byte;
  }

  skip(length: number): void {
    if (length > this.left) throw new Unsound("form", "The update is cut off");
    this.#at += length;
  }

  /** Reads so many numbers and gives the last. */
  count(times = 1): number {
    let number = 0;
    for (let n = 0; n < times; n++) number = this.#varUint();
    return number;
  }

  #varUint(): number {
    let number = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = this.byte();
      number += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        if (number > Number.MAX_SAFE_INTEGER) break;
        return number;
      }
    }
    throw new Unsound("form", "A number is too large");
  }

  integer(): void {
    for (let bytes = 0; bytes < 8; bytes++) if (this.byte() < 0x80) return;
    throw new Unsound("form", "A number is too large");
  }

  text(most: number): void {
    const length = this.#varUint();
    if (length > most) throw new Unsound("form", "A name or value is too long, or cut off");
    this.skip(length);
  }

  /** A field's name. `__proto__` would become the value's prototype. */
  key(): void {
    const length = this.#varUint();
    const from = this.#at;
    this.skip(length);
    if (length === PROTO.length && PROTO.every((byte, n) => this.#bytes[from + n] === byte))
      throw new Unsound("form", "A field would become a prototype");
  }
}
