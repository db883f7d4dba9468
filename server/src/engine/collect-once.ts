import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Collects this thread's garbage once, at the end of its start: reading and compiling the program leaves more behind
 * than it needs for 200 people, and V8 would keep that memory until it is pressed for it. Takes a tenth of a second, when
 * nobody waits yet.
 */
export function collectOnce(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (how: { type: string; execution: string; flavor: string }) => void;
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
