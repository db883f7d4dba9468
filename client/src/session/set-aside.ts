import type { RoomName } from "@apostil/shared/protocol";
import { Listeners, type Watched } from "./listeners.ts";

/** Why words stand aside: the server refused them, or they belong to a store from before a restore. */
export type SetAsideReason =
  | { readonly kind: "refused"; readonly code: number }
  | { readonly kind: "otherGeneration" };

/** Words of a person that did not reach the server, as plain text. */
export type SetAsideWords = {
  readonly id: number;
  readonly room: RoomName;
  readonly words: string;
  readonly reason: SetAsideReason;
  /** Milliseconds since 1970. */
  readonly at: number;
};

/** Words that the server did not take: kept, shown, copied, and gone only when their author says so. */
export class SetAside implements Watched<readonly SetAsideWords[]> {
  #list: readonly SetAsideWords[] = [];
  #next = 1;
  readonly #listeners = new Listeners();

  readonly get = (): readonly SetAsideWords[] => this.#list;
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  /** Keeps these words. Nothing to read: nothing kept, and `null`. */
  keep(entry: Omit<SetAsideWords, "id">): SetAsideWords["id"] | null {
    if (entry.words.trim() === "") return null;
    const id = this.#next++;
    this.#set([...this.#list, { ...entry, id }]);
    return id;
  }

  /** Puts these words in place of those kept under `id`: somebody typed on while they were refused. */
  amend(id: SetAsideWords["id"], words: string): void {
    this.#set(this.#list.map((entry) => (entry.id === id ? { ...entry, words } : entry)));
  }

  /** Puts the words on the clipboard. */
  copy(id: SetAsideWords["id"]): Promise<void> {
    const entry = this.#list.find((each) => each.id === id);
    return entry ? navigator.clipboard.writeText(entry.words) : Promise.resolve();
  }

  /** Their author has done with them. */
  dismiss(id: SetAsideWords["id"]): void {
    this.#set(this.#list.filter((entry) => entry.id !== id));
  }

  #set(list: readonly SetAsideWords[]): void {
    this.#list = list;
    this.#listeners.notify();
  }
}
