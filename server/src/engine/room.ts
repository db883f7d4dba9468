import type { MemberId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import * as Y from "yjs";
import type { StoredRoom, StoredUpdate } from "../store/store.ts";
import { deletedInDocument } from "./delete-set.ts";
import { applyJudged, collect, type Effect } from "./effect.ts";
import type { RoomFace } from "./engine.ts";
import type { RoomView } from "./inspect.ts";

/**
 * One room in memory: its working document, and up to which sequence that document is what the store holds. Between two
 * group commits the document *is* the committed state; only while one is under way it is ahead, and nothing is answered
 * from it then.
 */
export class Room {
  readonly key: RoomKey;
  readonly doc: Y.Doc;
  /** Which member each Yjs client id belongs to. */
  readonly owners: Map<number, MemberId>;
  /** Committed sequence. */
  seq: number;
  /** Up to where the store has it as a snapshot. */
  folded: number;
  /** When it was last written, in milliseconds since 1970. */
  used = Date.now();
  #face: RoomFace | null = null;

  constructor(key: RoomKey, stored: StoredRoom) {
    this.key = key;
    this.seq = stored.seq;
    this.folded = stored.snapshot?.seq ?? 0;
    this.owners = new Map(stored.clients);
    this.doc = documentOf(stored);
  }

  get annotations(): Y.Map<unknown> {
    return this.doc.getMap("annotations");
  }

  get note(): Y.XmlFragment {
    return this.doc.getXmlFragment("note");
  }

  /** Whether somebody reading the note would see a word. */
  get hasWords(): boolean {
    return this.note.toArray().some(hasWords);
  }

  /** What `inspect` may ask. */
  view(): RoomView {
    const { store } = this.doc;
    return {
      next: (client) => Y.getState(store, client),
      owner: (client) => this.owners.get(client),
      vector: () => Y.encodeStateVector(this.doc),
      isDeleted: deletedInDocument(this.doc),
    };
  }

  /** A client's update, already inspected. After a violation the room must be dropped. */
  apply(update: Uint8Array): Effect {
    this.used = Date.now();
    return applyJudged(this.doc, update);
  }

  /** A change by the server itself, under its own writer id. */
  write(writer: number, change: () => void): Uint8Array | null {
    this.used = Date.now();
    // Yjs takes another id when structs of this one arrive from outside
    this.doc.clientID = writer;
    const update = collect(this.doc, () => this.doc.transact(change));
    if (this.doc.clientID !== writer) throw new Error("The writer id changed under a write");
    return update;
  }

  /** Committed updates of another process. */
  catchUp(updates: readonly StoredUpdate[]): void {
    for (const { seq, bytes } of updates) {
      if (seq !== this.seq + 1) throw new Error(`A hole before update ${seq} of ${this.key}`);
      Y.applyUpdate(this.doc, bytes);
      this.seq = seq;
    }
  }

  /** As everybody meets it. Only between commits. */
  face(): RoomFace {
    if (this.#face?.seq !== this.seq) this.#face = faceOf(this.doc, this.seq);
    return this.#face;
  }

  /** What a client with this vector lacks. Only between commits. @throws Error when these bytes are no vector */
  difference(vector: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc, vector);
  }
}

function hasWords(node: unknown): boolean {
  if (node instanceof Y.XmlText) return node.length > 0;
  return node instanceof Y.XmlElement && node.toArray().some(hasWords);
}

/** The document of stored bytes, rid of what was deleted in it. */
export function documentOf({ snapshot, updates }: Pick<StoredRoom, "snapshot" | "updates">): Y.Doc {
  const doc = new Y.Doc();
  // named before anything is applied, so that nobody can make another type of them
  doc.getXmlFragment("note");
  doc.getMap("annotations");
  doc.transact(() => {
    if (snapshot) Y.applyUpdate(doc, snapshot.bytes);
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
  });
  return doc;
}

/** The face of a document that holds what is committed up to `seq`. */
export function faceOf(doc: Y.Doc, seq: number): RoomFace {
  const vector = Y.encodeStateVector(doc);
  return { seq, state: Y.encodeStateAsUpdate(doc), vector, nothing: Y.encodeStateAsUpdate(doc, vector) };
}
