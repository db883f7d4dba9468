import { StoreError, type StoreErrorCode } from "../store.ts";

/** Result codes of SQLite (sqlite.org/rescode.html), the extended ones of constraints. */
const CONSTRAINT_PRIMARY_KEY = 1555;
const CONSTRAINT_UNIQUE = 2067;
const CONSTRAINT_FOREIGN_KEY = 787;
const BUSY = 5;

/** Anything that went wrong in here as what the port promises: a {@link StoreError}, its cause kept. */
export function asStoreError(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(codeOf(cause), `The store could not do this: ${said}.`, { cause });
}

/** `work`, with its errors as {@link asStoreError}. */
export async function withStoreErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw asStoreError(cause);
  }
}

/** Whether another connection holds what was asked for. */
export const isBusy = (cause: unknown): boolean => (resultCode(cause) & 0xff) === BUSY;

function codeOf(cause: unknown): StoreErrorCode {
  switch (resultCode(cause)) {
    case CONSTRAINT_PRIMARY_KEY:
    case CONSTRAINT_UNIQUE:
      return "exists";
    case CONSTRAINT_FOREIGN_KEY:
      return "missing";
    default:
      return "unavailable";
  }
}

const resultCode = (cause: unknown): number =>
  cause instanceof Error && "errcode" in cause && typeof cause.errcode === "number" ? cause.errcode : 0;
