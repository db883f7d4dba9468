import { setTimeout as after } from "node:timers/promises";
import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { readMessage, writeStep1, writeStep2, writeUpdate } from "../../shared/src/protocol/index.ts";
import { type Line, openLine } from "./lines.ts";
import type { Server } from "./servers.ts";

/** A room is there when everybody has the server's step 2; nothing that works takes longer. */
const SYNC_LIMIT_MS = 60_000;
/** Silence after which nothing more is on its way. */
const QUIET_MS = 400;
/** People who hold real documents and measure how long words travel: enough for two thousand samples. */
const WITNESSES = 3;

/** The vector of an empty document and the update that holds nothing. */
export const EMPTY_VECTOR = Uint8Array.of(0);
const NOTHING = Uint8Array.of(0, 0);

/** `client:clock` of the first struct of an update: what tells one keystroke from another. */
function nameOf(update: Uint8Array): string {
  const decoder = decoding.createDecoder(update);
  if (decoding.readVarUint(decoder) === 0) return "";
  decoding.readVarUint(decoder);
  return `${decoding.readVarUint(decoder)}:${decoding.readVarUint(decoder)}`;
}

/**
 * Many people in the same rooms of one server. All have the same documents, since all are in sync; only the first few
 * keep copies of their own, which are made of nothing but what the server sent.
 */
export class Crowd {
  readonly server: Server;
  readonly rooms: number;
  readonly docs: readonly Y.Doc[];
  readonly lines: Line[] = [];
  /** What witnesses have, by room. */
  readonly seen: Y.Doc[][] = [];
  /** Milliseconds from sending to another person's receiving. */
  latencies: number[] = [];
  /** Updates sent, and update messages received by all. */
  sent = 0;
  received = 0;
  #synced = new Set<number>();
  #lastHeard = 0;
  readonly #sentAt = new Map<string, number>();
  readonly #answers = new Map<string, Uint8Array>();

  constructor(server: Server, rooms: number, docs = Array.from({ length: rooms }, () => new Y.Doc())) {
    this.server = server;
    this.rooms = rooms;
    this.docs = docs;
  }

  /** Everybody comes into every room, with what they have of it. @returns seconds until all are in sync */
  async enter(tokens: readonly string[], known = false): Promise<number> {
    const began = performance.now();
    const first = this.docs.map((doc) => writeStep1(known ? Y.encodeStateVector(doc) : EMPTY_VECTOR));
    await Promise.all(
      tokens.map(async (token, person) => {
        if (person < WITNESSES) this.seen[person] = this.docs.map(() => new Y.Doc());
        const line = await openLine(this.server, token, (room, message) => this.#hear(person, room, message));
        this.lines[person] = line;
        for (let room = 0; room < this.rooms; room++) line.enter(room, first[room] as Uint8Array);
      }),
    );
    const wanted = tokens.length * this.rooms;
    while (this.#synced.size < wanted) {
      if (performance.now() - began > SYNC_LIMIT_MS)
        throw new Error(`Only ${this.#synced.size} of ${wanted} rooms came into sync`);
      await after(2);
    }
    return (this.#lastSync - began) / 1_000;
  }
  #lastSync = 0;

  #hear(person: number, room: number, message: Uint8Array): void {
    if (message[0] !== 0) return;
    this.#lastHeard = performance.now();
    const kind = message[1];
    if (kind === 0) return this.#answer(person, room, message);
    if (kind === 2) this.received++;
    const witness = this.seen[person]?.[room];
    if (kind === 1) {
      this.#synced.add(person * this.rooms + room);
      this.#lastSync = this.#lastHeard;
    }
    if (!witness) return;
    const read = readMessage(message);
    if (read.type !== "update" && read.type !== "step2") return;
    const sentAt = this.#sentAt.get(nameOf(read.update));
    if (read.type === "update" && sentAt !== undefined) this.latencies.push(this.#lastHeard - sentAt);
    Y.applyUpdate(witness, read.update);
  }

  /** The server asks what one has that it lacks: the real answer, worked out once for all who have the same. */
  #answer(person: number, room: number, message: Uint8Array): void {
    const read = readMessage(message);
    const doc = this.docs[room];
    if (read.type !== "step1" || !doc) return;
    const key = `${room} ${Buffer.from(message).toString("base64")}`;
    let answer = this.#answers.get(key);
    if (!answer) {
      const isEmpty = doc.store.clients.size === 0;
      answer = writeStep2(isEmpty ? NOTHING : Y.encodeStateAsUpdate(doc, read.vector));
      this.#answers.set(key, answer);
    }
    this.lines[person]?.send(room, answer);
  }

  /** Lets this person write in this room: a change of the document, sent as it is. */
  write(person: number, room: number, change: (note: Y.XmlFragment) => void): void {
    const doc = this.docs[room] as Y.Doc;
    const onUpdate = (update: Uint8Array): void => {
      this.sent++;
      this.#sentAt.set(nameOf(update), performance.now());
      this.#answers.clear();
      // Nobody is sent their own words.
      const own = this.seen[person]?.[room];
      if (own) Y.applyUpdate(own, update);
      this.lines[person]?.send(room, writeUpdate(update));
    };
    doc.on("update", onUpdate);
    doc.transact(() => change(doc.getXmlFragment("note")));
    doc.off("update", onUpdate);
  }

  /** Resolves when nothing was heard for a while. */
  async quiet(): Promise<void> {
    while (performance.now() - this.#lastHeard < QUIET_MS) await after(50);
  }

  /** Rooms in which a witness has something else than was written: what was measured would not have worked. */
  differences(): number {
    const differs = (copy: Y.Doc, room: number): boolean =>
      copy.getXmlFragment("note").toString() !== this.docs[room]?.getXmlFragment("note").toString();
    return this.seen.flatMap((copies) => copies.filter(differs)).length;
  }

  leave(): void {
    for (const line of this.lines) line.close();
    this.lines.length = 0;
  }
}

/** The words of a note so far, and a place to go on. */
function wordsOf(note: Y.XmlFragment): Y.XmlText {
  const last = note.length > 0 ? note.get(note.length - 1) : null;
  const words = last instanceof Y.XmlElement ? last.get(0) : null;
  if (words instanceof Y.XmlText && words.length < 400) return words;
  const paragraph = new Y.XmlElement("paragraph");
  const fresh = new Y.XmlText();
  paragraph.insert(0, [fresh]);
  note.insert(note.length, [paragraph]);
  return fresh;
}

const LETTERS = "the quick brown fox jumps over a lazy dog ";

/** One keystroke at the end of a note: a letter. */
export function typeLetter(note: Y.XmlFragment): void {
  const words = wordsOf(note);
  words.insert(words.length, LETTERS[words.length % LETTERS.length] ?? " ");
}

/** Types as people do, at this rate each, in a room each. @returns when the time is over */
export async function typing(crowd: Crowd, typists: number, perSecond: number, ms: number): Promise<void> {
  const began = performance.now();
  const done = Array.from({ length: typists }, () => 0);
  while (performance.now() - began < ms) {
    const elapsed = (performance.now() - began) / 1_000;
    for (let typist = 0; typist < typists; typist++) {
      // The typists are out of step with each other.
      const due = Math.floor(elapsed * perSecond + typist / typists);
      while ((done[typist] ?? 0) < due) {
        done[typist] = (done[typist] ?? 0) + 1;
        crowd.write(typist, typist * Math.max(1, Math.floor(crowd.rooms / typists)), typeLetter);
      }
    }
    await after(2);
  }
}
