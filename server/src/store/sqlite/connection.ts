import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/** How long a statement waits for another process's write, in ms: a slow disk was seen to take 2 s for one. */
export const BUSY_TIMEOUT_MS = 5_000;

/** In one step, so that no other process writes in between. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * One connection: statements prepared once each, rows as plain objects, transactions that end either way. Values are
 * given by position only; a lone object would be taken for named parameters (a `Date` then binds as NULL unseen), and
 * `SQLInputValue` lets neither `Date` nor `undefined` through.
 */
export class Connection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  }

  /**
   * All rows of a query whose columns are those of `Row`: the tables are STRICT, so what a column is declared as is what
   * comes out. `sql` is a constant text; values only ever travel as parameters.
   */
  all<Row extends object>(sql: string, ...values: readonly SQLInputValue[]): Row[] {
    // Rows of node:sqlite have no prototype, which structural comparison and some libraries stumble over.
    return this.#prepared(sql)
      .all(...values)
      .map((row) => ({ ...row }) as Row);
  }

  /** The first row; `null` when there is none. */
  first<Row extends object>(sql: string, ...values: readonly SQLInputValue[]): Row | null {
    const row = this.#prepared(sql).get(...values);
    return row ? ({ ...row } as Row) : null;
  }

  /** @returns how many rows were written */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  /** Several statements without values: schema and pragmas. */
  script(sql: string): void {
    this.#database.exec(sql);
  }

  /** Several reads of one moment, whatever other processes write meanwhile. */
  read<T>(work: () => T): T {
    return this.#transaction("BEGIN", work);
  }

  /** All or nothing, and on disk when it returns. Takes the write lock first, so that what it reads stays true. */
  write<T>(work: () => T): T {
    return this.#transaction("BEGIN IMMEDIATE", work);
  }

  /** Replaces the database at `path` by this one, in one transaction there. */
  async copyInto(path: string): Promise<void> {
    await backup(this.#database, path, { rate: ALL_PAGES });
  }

  /** May be called again. */
  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #transaction<T>(begin: string, work: () => T): T {
    this.#database.exec(begin);
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (cause) {
      // After some errors (disk full, I/O) SQLite has rolled back by itself.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw cause;
    }
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
