import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "../store.ts";
import { isBusy } from "./errors.ts";

/** A database that lives as long as its connection, for tests. */
export const IN_MEMORY = ":memory:";

/** Only the account that the server runs under reads what people wrote. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Makes folder and file when missing, closed to other accounts; SQLite gives its side files the same mode. */
export function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE });
  try {
    // Never opened when it is there: closing any descriptor of a file drops all POSIX locks that this process has on it.
    closeSync(openSync(path, "wx", FILE_MODE));
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
  }
}

/**
 * Makes this the one process that serves the store at `path`, until `release` or the end of the process: the operating
 * system frees the lock also after a kill -9 or a power cut, which a file with a process id in it would outlive.
 * @throws StoreError `locked` while another one serves
 */
export function takeServingLock(path: string): { release(): void } {
  const file = `${path}.lock`;
  makeFile(file);
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new StoreError(
      "locked",
      `Another Apostil server already serves ${path}. Stop that one first, or give this one a data folder of its own (APOSTIL_DATA).`,
      { cause },
    );
  }
  return { release: () => lock.isOpen && lock.close() };
}
