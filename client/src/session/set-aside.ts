import type { RoomName } from "@apostil/shared/protocol";
import { Listeners, type Watched } from "./listeners.ts";
import { asAside, itemKey, NO_SHELF, type Shelf } from "./local/item.ts";

/** Why words stand aside: the server refused them, or they belong to a store from before a restore. */
export type SetAsideReason =
  | { readonly kind: "refused"; readonly code: number }
  | { readonly kind: "otherGeneration" };

/** Words of a person that did not reach the server, as plain text. */
export type SetAsideWords = {
  readonly id: string;
  readonly room: RoomName;
  readonly words: string;
  readonly reason: SetAsideReason;
  /** Milliseconds since 1970. */
  readonly at: number;
};

/** Random bytes of a key: enough to tell the pages of one person apart. */
const KEY_BYTES = 6;

/** Words that the server did not take: kept, shown, copied, and gone only when their author says so. */
export class SetAside implements Watched<readonly SetAsideWords[]> {
  readonly #shelf: Shelf;
  #list: readonly SetAsideWords[];
  #next = 1;
  readonly #listeners = new Listeners();

  /** @param shelf where they are kept when the page is left */
  constructor(shelf: Shelf = NO_SHELF) {
    this.#shelf = shelf;
    this.#list = shelf.first.flatMap((item) => (item.kind === "aside" ? [item.aside] : []));
  }

  readonly get = (): readonly SetAsideWords[] => this.#list;
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  /** Keeps these words. Nothing to read: nothing kept, and `null`. */
  keep(entry: Omit<SetAsideWords, "id">): SetAsideWords["id"] | null {
    if (entry.words.trim() === "") return null;
    const id = itemKey(entry.at, this.#next++, crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
    this.#put({ ...entry, id });
    return id;
  }

  /** Puts these words in place of those kept under `id`: somebody typed on while they were refused. */
  amend(id: SetAsideWords["id"], words: string): void {
    const entry = this.#list.find((each) => each.id === id);
    if (entry) this.#put({ ...entry, words });
  }

  /** Puts the words on the clipboard. */
  copy(id: SetAsideWords["id"]): Promise<void> {
    const entry = this.#list.find((each) => each.id === id);
    return entry ? navigator.clipboard.writeText(entry.words) : Promise.resolve();
  }

  /** Their author has done with them. */
  dismiss(id: SetAsideWords["id"]): void {
    void this.#shelf.change({ remove: [id] });
    this.#set(this.#list.filter((entry) => entry.id !== id));
  }

  #put(entry: SetAsideWords): void {
    void this.#shelf.change({ put: [asAside(entry)] });
    const isThere = this.#list.some(({ id }) => id === entry.id);
    this.#set(
      isThere ? this.#list.map((each) => (each.id === entry.id ? entry : each)) : [...this.#list, entry],
    );
  }

  #set(list: readonly SetAsideWords[]): void {
    this.#list = list;
    this.#listeners.notify();
  }
}
