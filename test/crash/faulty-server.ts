import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestServer } from "../support/start-server.ts";

/**
 * What a commit of the engine can be made to meet. The number: from which commit on (kills), which one (failing), how
 * many milliseconds each takes (slow disk). `commit nothing` answers without having written: planted, so that the
 * check itself can be checked.
 */
export type Fault =
  | "kill before commit"
  | "kill after commit"
  | "slow disk"
  | "failing commit"
  | "commit nothing";

const PRELOAD = new URL("./faults.ts", import.meta.url).href;
const fileOf = (server: TestServer): string => join(server.data, "fault");

/** Starts this server with the faults preloaded and none switched on; commands beside it stay whole. */
export async function startFaulty(server: TestServer): Promise<void> {
  heal(server);
  process.env["CRASH_FAULT_FILE"] = fileOf(server);
  process.env["NODE_OPTIONS"] = `--import=${PRELOAD}`;
  // The process gets its environment in this very turn.
  const started = server.start();
  delete process.env["NODE_OPTIONS"];
  delete process.env["CRASH_FAULT_FILE"];
  await started;
}

let planted = 0;

/** Lets every commit from now on meet this fault, for one that was started by `startFaulty`. */
export function plant(server: TestServer, fault: Fault, number = 1): void {
  planted += 1;
  // Counted anew when it is planted anew; moved into place, so that nobody reads half of it.
  writeFileSync(`${fileOf(server)}.new`, `${fault}:${number}:${planted}`);
  renameSync(`${fileOf(server)}.new`, fileOf(server));
}

/** Lets commits be whole again. */
export const heal = (server: TestServer): void => rmSync(fileOf(server), { force: true });

/** The store's database file in this data folder; its write-ahead log is beside it, with `-wal` behind the name. */
export function databaseIn(data: string): string {
  const log = readdirSync(data, { recursive: true, encoding: "utf8" }).find((file) => file.endsWith("-wal"));
  if (log === undefined) throw new Error("The data folder has no write-ahead log");
  return join(data, log.slice(0, -"-wal".length));
}
