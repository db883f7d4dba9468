/**
 * Gathers messages and hands them on together, once in a turn of the event loop: one crossing between threads for all
 * that the sockets brought at once, and one group for the disk.
 */
export class Gather<T> {
  readonly #send: (messages: readonly T[]) => void;
  #waiting: T[] = [];

  constructor(send: (messages: readonly T[]) => void) {
    this.#send = send;
  }

  add(message: T): void {
    this.#waiting.push(message);
    if (this.#waiting.length === 1) setImmediate(() => this.flush());
  }

  flush(): void {
    const messages = this.#waiting;
    if (messages.length === 0) return;
    this.#waiting = [];
    this.#send(messages);
  }
}
