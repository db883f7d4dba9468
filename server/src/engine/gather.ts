/**
 * Gathers messages and hands them on together, at the end of the turn in which the first came: one crossing between
 * threads for all that happened at once.
 */
export class Gather<T> {
  readonly #send: (messages: readonly T[]) => void;
  #waiting: T[] = [];

  constructor(send: (messages: readonly T[]) => void) {
    this.#send = send;
  }

  add(message: T): void {
    this.#waiting.push(message);
    if (this.#waiting.length === 1) queueMicrotask(() => this.flush());
  }

  flush(): void {
    const messages = this.#waiting;
    if (messages.length === 0) return;
    this.#waiting = [];
    this.#send(messages);
  }
}
