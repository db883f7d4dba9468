import { writeSync } from "node:fs";

/**
 * stdout is data, stderr is talk. Written at once and whole: a pipe that is read slowly must not lose the end of an
 * export when the process ends.
 */
export const print = (data: string | Uint8Array): void => writeAll(1, data);

/** A sentence for the person at the terminal. */
export const say = (sentence: string): void => writeAll(2, `${sentence}\n`);

function writeAll(file: number, data: string | Uint8Array): void {
  let rest = typeof data === "string" ? new TextEncoder().encode(data) : data;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(file, rest));
    } catch (error) {
      if (!isFull(error)) throw error;
      // Somebody reads slower than we write: wait a little, without running anything else.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EAGAIN";
