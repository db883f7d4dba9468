import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { isMainThread } from "node:worker_threads";

/**
 * Preloaded into a served process from outside (`--import`), so that the product needs no hook. Once the file named by
 * `CRASH_FAULT_FILE` exists, the engine's writing commits meet the fault that stands in it: its kind and a number (see
 * `faulty-server.ts`). Reading transactions, the main thread's, and the start, before that file is there, stay whole.
 */
const file = process.env["CRASH_FAULT_FILE"] ?? "";
const { exec } = DatabaseSync.prototype;

const writing = new WeakSet<DatabaseSync>();
let planted = "";
/** Since this fault was planted. */
let commits = 0;

/** Stops this thread, as a disk does that does not answer. */
const hang = (ms: number): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const die = (): void => {
  process.kill(process.pid, "SIGKILL");
  // A signal to oneself may take a moment to arrive: nothing more may be done until then.
  hang(60_000);
};

function commit(run: (sql: string) => void): void {
  const found = readFileSync(file, "utf8");
  if (found !== planted) commits = 0;
  planted = found;
  const [kind, number] = found.split(":");
  const given = Number(number);
  commits += 1;
  const isNow = commits >= given;
  if (kind === "kill before commit" && isNow) die();
  if (kind === "slow disk") hang(given);
  if (kind === "failing commit" && commits === given) throw new Error("disk I/O error (planted)");
  run(kind === "commit nothing" ? "ROLLBACK" : "COMMIT");
  if (kind === "kill after commit" && isNow) die();
}

if (file !== "" && !isMainThread) {
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string): void {
    const run = (words: string): void => exec.call(this, words);
    if (sql === "BEGIN IMMEDIATE") writing.add(this);
    if (sql !== "COMMIT") return run(sql);
    const isWriting = writing.delete(this);
    if (isWriting && existsSync(file)) commit(run);
    else run(sql);
  };
}
