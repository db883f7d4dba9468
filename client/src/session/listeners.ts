/** Functions that are called when something happened; the smallest thing that a store for React needs. */
export class Listeners<Args extends readonly unknown[] = []> {
  readonly #all = new Set<(...args: Args) => void>();

  /** @returns takes the listener away again */
  readonly subscribe = (listener: (...args: Args) => void): (() => void) => {
    // Wrapped, so that the same function may subscribe twice and leave once.
    const own = (...args: Args) => listener(...args);
    this.#all.add(own);
    return () => {
      this.#all.delete(own);
    };
  };

  /** Calls those who listen now; one who leaves meanwhile is not called any more. */
  notify(...args: Args): void {
    for (const listener of [...this.#all]) if (this.#all.has(listener)) listener(...args);
  }
}

/** A value that can be watched: what `useSyncExternalStore` wants. `get` gives the same object until it changes. */
export type Watched<Value> = { get(): Value; subscribe(listener: () => void): () => void };
