import type { RoomKey } from "@apostil/shared/protocol";
import * as Y from "yjs";
import type { StoredRoom } from "../store/store.ts";
import { deletedIn, type IsDeleted } from "./delete-set.ts";
import type { RoomFace } from "./engine.ts";
import type { RoomView } from "./inspect.ts";
import { documentOf, faceOf } from "./room.ts";

/**
 * A room as its stored bytes, without a document: most rooms are only read. A snapshot is served as it lies in the store;
 * where updates stand behind it, they are folded in once, through a document that is thrown away, so that nobody is
 * handed words that were deleted since.
 */
export class ColdRoom {
  readonly key: RoomKey;
  readonly stored: StoredRoom;
  #face: RoomFace | null = null;
  #next: Map<number, number> | null = null;
  #isDeleted: IsDeleted | null = null;

  constructor(key: RoomKey, stored: StoredRoom) {
    this.key = key;
    this.stored = stored;
  }

  face(): RoomFace {
    this.#face ??= this.#makeFace();
    return this.#face;
  }

  /** What a client with this vector lacks. @throws Error when these bytes are no vector */
  difference(vector: Uint8Array): Uint8Array {
    return Y.diffUpdate(this.face().state, vector);
  }

  /** What `inspect` may ask. */
  view(): RoomView {
    this.#next ??= Y.decodeStateVector(this.face().vector);
    const next = this.#next;
    return {
      next: (client) => next.get(client) ?? 0,
      owner: (client) => this.stored.clients.get(client),
      vector: () => this.face().vector,
      isDeleted: (client, clock, length) => {
        this.#isDeleted ??= deletedIn(this.face().nothing);
        return this.#isDeleted(client, clock, length);
      },
    };
  }

  /** Whether joiners would be served faster from a new snapshot. */
  get isWorthFolding(): boolean {
    return this.stored.updates.length > 0;
  }

  #makeFace(): RoomFace {
    const { seq, snapshot, updates } = this.stored;
    if (updates.length > 0 || !snapshot) return faceOf(documentOf(this.stored), seq);
    const vector = Y.encodeStateVectorFromUpdate(snapshot.bytes);
    return { seq, state: snapshot.bytes, vector, nothing: Y.diffUpdate(snapshot.bytes, vector) };
  }
}
