/** Counts what one socket sends in windows of time. */
export class Rate {
  readonly #most: number;
  readonly #windowMs: number;
  #from = 0;
  #count = 0;

  /** At most `most` in `windowMs` milliseconds. */
  constructor(most: number, windowMs: number) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Whether `more` still fit at `now` (milliseconds). */
  allows(more: number, now: number): boolean {
    if (now - this.#from >= this.#windowMs) {
      this.#from = now;
      this.#count = 0;
    }
    this.#count += more;
    return this.#count <= this.#most;
  }
}
