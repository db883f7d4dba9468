import type {
  AnnotationFields,
  AnnotationId,
  Member,
  MemberId,
  ParagraphId,
  Text,
  TextId,
  ThemeId,
} from "@apostil/shared/model";
import { uuidv7 } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import * as Y from "yjs";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import type { Actor, Store } from "../store/store.ts";
import { type Core, createEngine } from "./core.ts";
import type { CommittedUpdate, RoomEvents, RoomFace } from "./engine.ts";

/** A small house for tests of the engine: one text, a few people, clients that speak the sync protocol in memory. */

export const ROOM = "draft/op1/shared" as RoomKey;

const WORDS = "Encourages all States to integrate gender, and to integrate gender early;";

const TEXT: Text = {
  id: "draft" as TextId,
  title: "Draft",
  symbol: null,
  date: null,
  language: "en",
  kind: "resolution",
  revision: 1,
  edition: "en",
  omitted: [],
  paragraphs: ["op1", "op2"].map((id) => ({
    id: id as ParagraphId,
    label: id.toUpperCase(),
    kind: "operative",
    level: 0,
    text: WORDS,
    references: [],
    dates: [],
  })),
};

const PEOPLE: readonly Member[] = [
  { id: "maren" as MemberId, name: "Maren Olsen", role: "editor", delegation: "norway" },
  { id: "amal" as MemberId, name: "Amal Nasser", role: "editor", delegation: "jordan" },
  { id: "kofi" as MemberId, name: "Kofi Boateng", role: "commenter", delegation: "ghana" },
  { id: "rita" as MemberId, name: "Rita Reader", role: "reader", delegation: null },
  { id: "cora" as MemberId, name: "Cora Coordinator", role: "coordinator", delegation: null },
];

let counter = 0;
/** A new annotation id, the same in every run. */
export const nextId = (): AnnotationId => uuidv7(1_700_000_000_000 + counter++, new Uint8Array(10));

export const comment = (words: string): AnnotationFields => ({
  motivation: "commenting",
  body: [{ type: "TextualBody", value: words, purpose: "commenting" }],
  target: {},
});

export class House implements RoomEvents {
  readonly store: Store;
  readonly #open: (store: Store) => Promise<Core>;
  engine: Core;
  readonly clients = new Map<number, Client>();
  #nextChannel = 1;

  private constructor(store: Store, engine: Core, open: (store: Store) => Promise<Core>) {
    this.store = store;
    this.engine = engine;
    this.#open = open;
    engine.listen(this);
  }

  /** @param wrap puts something between engine and store: a disk that waits or fails */
  static async open(wrap: (store: Store) => Store = (store) => store): Promise<House> {
    const store = await openSqliteStore({ path: ":memory:", serve: false });
    await store.addText(TEXT, { name: "draft.txt", type: "text/plain", bytes: new Uint8Array() });
    const theme = {
      id: "gender" as ThemeId,
      name: "Gender",
      colour: { light: "#a8327f", dark: "#e58cc6" },
      definition: "",
      keyWords: ["gender"],
    };
    await store.setCodebook({ themes: [theme] });
    for (const slug of ["norway", "jordan", "ghana"])
      await store.addDelegation({ slug, name: slug, colour: "#1f6f8b" });
    for (const person of PEOPLE) await store.addMember(person);
    const open = (under: Store) => createEngine(wrap(under));
    return new House(store, await open(store), open);
  }

  /** The engine as after a new start of the process: its memory is gone, the store is not. */
  async restart(): Promise<void> {
    await this.engine.close();
    this.clients.clear();
    this.engine = await this.#open(this.store);
    this.engine.listen(this);
  }

  async actor(id: string): Promise<Actor> {
    const member = await this.store.member(id as MemberId);
    if (!member) throw new Error(`Nobody is called ${id}`);
    return { member: member.id, version: member.version, session: null };
  }

  /** Opens a room as a stock client does: step 1 both ways. */
  async join(id: string, doc = new Y.Doc(), room = ROOM): Promise<Client> {
    const client = await this.connect(id, doc, room);
    client.step1();
    await this.engine.close();
    return client;
  }

  /** Opens the room, says nothing yet. */
  async connect(id: string, doc = new Y.Doc(), room = ROOM): Promise<Client> {
    const actor = await this.actor(id);
    const role = (await this.store.member(actor.member))?.role;
    const client = new Client(this, this.#nextChannel++, actor, doc);
    this.clients.set(client.channel, client);
    const write = role === "editor" || role === "coordinator";
    this.engine.open(client.channel, room, { actor, write, frames: 0, stepped: false });
    client.room = room;
    client.asked = write;
    this.engine.look(room, null);
    return client;
  }

  async stored(room = ROOM): Promise<Y.Doc> {
    const { snapshot, updates } = await this.store.loadRoom(room);
    const doc = new Y.Doc();
    if (snapshot) Y.applyUpdate(doc, snapshot.bytes);
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
    return doc;
  }

  /** As the gateway does: asks those who write what they have, and answers those who asked before it came. */
  face(room: RoomKey, face: RoomFace | null): void {
    if (!face) throw new Error("The room cannot be read");
    for (const client of this.clients.values()) {
      if (client.room !== room || !client.asked) continue;
      client.asked = false;
      client.onVector(face.vector);
    }
  }
  answer(channel: number, seq: number, update: Uint8Array): void {
    this.clients.get(channel)?.onAnswer(seq, update);
  }
  committed(room: RoomKey, updates: readonly CommittedUpdate[]): void {
    for (const client of this.clients.values()) if (client.room === room) client.onCommitted(updates);
  }
  saved(channel: number, frames: number): void {
    this.clients.get(channel)?.saved.push(frames);
  }
  refused(channel: number, code: number, reason: string): void {
    const client = this.clients.get(channel);
    if (client) client.closed = { code, reason };
  }
  changedOutside(): void {}
  restarted(): void {}
  failed(error: Error): void {
    throw error;
  }
}

export class Client {
  readonly channel: number;
  readonly actor: Actor;
  readonly doc: Y.Doc;
  readonly saved: number[] = [];
  readonly #house: House;
  cursor: number | null = null;
  closed: { readonly code: number; readonly reason: string } | null = null;
  room = ROOM;
  /** A step 1 of the server is to come. */
  asked = false;
  /** Whether it answers a step 1 at once, as stock clients do. */
  answers = true;

  constructor(house: House, channel: number, actor: Actor, doc: Y.Doc) {
    this.#house = house;
    this.channel = channel;
    this.actor = actor;
    this.doc = doc;
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "server") this.send(update);
    });
  }

  step1(): void {
    const { engine } = this.#house;
    engine.difference(this.channel, this.room, this.actor.member, Y.encodeStateVector(this.doc));
  }
  send(update: Uint8Array, step2 = false): void {
    if (!this.closed) this.#house.engine.update(this.channel, update, step2);
  }
  type(words: string, at = 0): void {
    const note = this.doc.getXmlFragment("note");
    const first = note.get(0);
    if (first instanceof Y.XmlElement) (first.get(0) as Y.XmlText).insert(at, words);
    else {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText(words)]);
      note.insert(0, [paragraph]);
    }
  }
  get words(): string {
    return wordsOf(this.doc);
  }
  onVector(vector: Uint8Array): void {
    if (this.answers) this.send(Y.encodeStateAsUpdate(this.doc, vector), true);
  }
  onAnswer(seq: number, update: Uint8Array): void {
    this.cursor = seq;
    Y.applyUpdate(this.doc, update, "server");
  }
  onCommitted(updates: readonly CommittedUpdate[]): void {
    for (const { seq, update, channel } of updates) {
      if (this.cursor === null || seq <= this.cursor) continue;
      if (seq !== this.cursor + 1) throw new Error("A gap");
      this.cursor = seq;
      if (channel !== this.channel) Y.applyUpdate(this.doc, update, "server");
    }
  }
}

export const wordsOf = (doc: Y.Doc): string =>
  doc
    .getXmlFragment("note")
    .toArray()
    .map((node) => node.toString().replace(/<[^>]*>/g, ""))
    .join("\n");
