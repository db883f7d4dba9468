import * as Y from "yjs";
import type { Kept, LocalRooms } from "./local-rooms.ts";

/** Origin of what comes from this browser's copy: nothing that anybody edited now. */
export const FROM_COPY = Symbol("from the local copy");

/** The copy of one room's document. Edits are acknowledged in the order in which they were made, so it counts only. */
export class RoomCopy {
  readonly #local: LocalRooms;
  readonly #room: string;
  readonly #mayWrite: () => boolean;
  #unsent: Kept[] = [];

  /** @param mayWrite whether the server takes edits here: a reader's own are tidyings of Yjs, which nobody waits for */
  constructor(local: LocalRooms, room: string, mayWrite: () => boolean) {
    this.#local = local;
    this.#room = room;
    this.#mayWrite = mayWrite;
  }

  /** Fills a document with what is kept. @returns how many changes of it the server has not acknowledged */
  async fill(doc: Y.Doc): Promise<number> {
    const rows = await this.#local.read(this.#room);
    doc.transact(() => {
      for (const { bytes } of rows) Y.applyUpdate(doc, bytes, FROM_COPY);
    }, FROM_COPY);
    const unsent = rows.filter((row) => row.unsent);
    this.#unsent = [...unsent, ...this.#unsent];
    return unsent.length;
  }

  /** The server sent this. */
  received(update: Uint8Array): void {
    this.#local.write(this.#room, update, false);
  }

  /** Somebody edited here. */
  edited(update: Uint8Array): void {
    this.#unsent.push(this.#local.write(this.#room, update, this.#mayWrite()));
  }

  /** So many edits are not acknowledged: the last ones. */
  unsavedIs(count: number): void {
    while (this.#unsent.length > count) {
      const [first] = this.#unsent.splice(0, 1);
      if (first) this.#local.settle(first);
    }
  }

  /** What was refused, or belongs to another store, must never be filled in again. */
  drop(): void {
    this.#unsent = [];
    void this.#local.drop(this.#room).catch(() => {});
  }
}
