import type { MemberId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import * as Y from "yjs";
import type { StoredRoom, StoredUpdate } from "../store/store.ts";
import { deletedInDocument } from "./delete-set.ts";
import { applyJudged, collect, type Effect } from "./effect.ts";
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
  #state: { readonly seq: number; readonly update: Uint8Array; readonly vector: Uint8Array } | null = null;

  constructor(key: RoomKey, stored: StoredRoom) {
    this.key = key;
    this.seq = stored.seq;
    this.owners = new Map(stored.clients);
    this.doc = new Y.Doc();
    // named before anything is applied, so that nobody can make another type of them
    this.doc.getXmlFragment("note");
    this.doc.getMap("annotations");
    this.doc.transact(() => {
      if (stored.snapshot) Y.applyUpdate(this.doc, stored.snapshot.bytes);
      for (const { bytes } of stored.updates) Y.applyUpdate(this.doc, bytes);
    });
  }

  get annotations(): Y.Map<unknown> {
    return this.doc.getMap("annotations");
  }

  get note(): Y.XmlFragment {
    return this.doc.getXmlFragment("note");
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
    return applyJudged(this.doc, update);
  }

  /** A change by the server itself, under its own writer id. */
  write(writer: number, change: () => void): Uint8Array | null {
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

  /** Everything as one update. Only between commits. */
  state(): Uint8Array {
    return this.#encoded().update;
  }

  vector(): Uint8Array {
    return this.#encoded().vector;
  }

  /** What a client with this vector lacks. Everyone who comes with an empty one gets the same bytes. */
  difference(vector: Uint8Array): Uint8Array {
    return vector.length <= 1 ? this.state() : Y.encodeStateAsUpdate(this.doc, vector);
  }

  #encoded() {
    if (this.#state?.seq !== this.seq)
      this.#state = {
        seq: this.seq,
        update: Y.encodeStateAsUpdate(this.doc),
        vector: Y.encodeStateVector(this.doc),
      };
    return this.#state;
  }
}
