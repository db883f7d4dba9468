import type { Database } from "./database.ts";

/** Last answers of the server, by what was asked. */
export class KnownAnswers {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps the newest answer. One that can't be kept is missing later, and nothing else. */
  async keep(question: string, answer: unknown): Promise<void> {
    await this.#db.put("known", answer, question).catch(() => {});
  }

  /** @returns `undefined` for what was never asked */
  find(question: string): Promise<unknown> {
    return this.#db.get("known", question).catch(() => undefined);
  }
}
