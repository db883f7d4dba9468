import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import type { RoomName } from "@apostil/shared/protocol";
import { startServer, type TestServer } from "../support/start-server.ts";
import { until } from "../support/until.ts";
import { Crowd, TEXT } from "./crowd.ts";
import { databaseIn, heal, plant } from "./faulty-server.ts";
import type { Outcome } from "./kills.ts";
import { isKept, judge } from "./ledger.ts";

/** How long each commit takes on the slow disk, in ms. */
const SLOW_MS = 2_000;
/**
 * What a newcomer may have to wait while the disk hangs, in ms: the one commit, since the thread that hangs also looks
 * the token up.
 */
const JOIN_MS = 3_000;
/** What the loop of sockets may take for an answer of its own meanwhile, in ms. */
const ANSWER_MS = 500;
const QUIET: RoomName = `${TEXT}/op3/shared`;
/** "Try again later": what a client hears when its edit could not be kept. */
const TRY_AGAIN = 1013;
const TYPING_MS = 30;
/** What the full disk still takes, in bytes. */
const ROOM_LEFT = 65_536;

/** Runs a scenario with three writers, lets all settle on a whole disk, and judges every place. */
async function withCrowd(
  scenario: string,
  run: (server: TestServer, crowd: Crowd) => Promise<void>,
): Promise<Outcome> {
  const server = await startServer();
  const crowd = await Crowd.at(server);
  try {
    await run(server, crowd);
    crowd.rest();
    await crowd.settled();
    const { promised } = crowd;
    const verdict = judge(promised, await crowd.places());
    const broken = isKept(verdict) ? [] : [{ where: "at the end", verdict }];
    const { length } = crowd.written;
    return { scenario, ends: 0, written: length, promised: promised.acknowledged.length, broken };
  } finally {
    crowd.leave();
    await server.dispose();
  }
}

const demand = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`Not so: ${what}`);
};

/**
 * The engine hangs in a commit. The loop of sockets goes on, a newcomer waits for that commit only, and `saved` comes
 * after it.
 */
export const slowDisk = (): Promise<Outcome> =>
  withCrowd("slow disk", async (server, crowd) => {
    const reader = crowd.join(QUIET);
    await reader.synced();
    plant(server, "slow disk", SLOW_MS);
    const began = performance.now();
    crowd.write();
    const late = crowd.join(QUIET);
    demand((await fetch(`${server.origin}/healthz`)).ok, "it is healthy");
    const answered = performance.now() - began;
    demand(answered < ANSWER_MS, `an answer took ${Math.round(answered)} ms`);
    demand(crowd.acknowledged.length === 0, "nothing is saved before its commit");
    await late.synced();
    const joined = performance.now() - began;
    demand(joined < JOIN_MS, `a newcomer waits ${Math.round(joined)} ms`);
    await until("the word to be saved", () => crowd.acknowledged.length === 1);
    demand(performance.now() - began >= SLOW_MS, "saved comes after the commit");
    for (const client of [reader, late]) client.leave();
    heal(server);
  });

/** One commit in the middle fails: its senders hear that they should try again, and do. */
export const failingCommit = (): Promise<Outcome> =>
  withCrowd("failing commit", async (server, crowd) => {
    crowd.type(TYPING_MS);
    for (const commit of [1, 3, 5]) {
      await crowd.synced();
      const closed = crowd.closed.length;
      plant(server, "failing commit", commit);
      await until("somebody to be sent away", () => crowd.closed.length > closed);
      demand(crowd.closed.slice(closed).includes(TRY_AGAIN), `closed with ${crowd.closed.slice(closed)}`);
      heal(server);
    }
  });

const limitFiles = (server: TestServer, bytes: string): void => {
  execFileSync("prlimit", ["--pid", String(server.pid), `--fsize=${bytes}:`]);
};

/** The file of the log may not grow any more for a while, in which other notes can be read, and then it may. */
export const fullDisk = (): Promise<Outcome> =>
  withCrowd("full disk", async (server, crowd) => {
    const { size } = statSync(`${databaseIn(server.data)}-wal`);
    limitFiles(server, String(size + ROOM_LEFT));
    crowd.type(TYPING_MS);
    await until("somebody to be sent away", () => crowd.closed.includes(TRY_AGAIN));
    const { promised } = crowd;
    const reader = crowd.join(QUIET);
    await reader.synced();
    reader.leave();
    limitFiles(server, "unlimited");
    demand(promised.acknowledged.length > 0, "something was saved before the disk was full");
    demand(promised.acknowledged.length < promised.written.length, "not all was saved on a full disk");
  });
