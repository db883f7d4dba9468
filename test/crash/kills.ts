import { startServer, type TestServer } from "../support/start-server.ts";
import { Crowd } from "./crowd.ts";
import { plant, startFaulty } from "./faulty-server.ts";
import { isKept, judge, type Verdict } from "./ledger.ts";

/** What one scenario did and found; `broken` are the verdicts that were not kept, each with where it was met. */
export type Outcome = {
  readonly scenario: string;
  /** How often the server ended, by a kill or because it was asked to. */
  readonly ends: number;
  readonly written: number;
  readonly promised: number;
  readonly broken: readonly { readonly where: string; readonly verdict: Verdict }[];
};

/** When the power goes: at any moment (after so many ms), or around the n-th commit from now; or when it is asked to end. */
export type Moment =
  | { readonly kind: "at random" | "asked to end"; readonly after: number }
  | { readonly kind: "kill before commit" | "kill after commit"; readonly commit: number };

export const WRITERS = 3;
/** Pause between two words in ms, all writers together: dense enough that most kills meet a batch on its way. */
const TYPING_MS = 10;
/** The longest wait before a kill at random, in ms: from before the first client is back until all have typed on. */
const LONGEST_MS = 500;
/** The farthest commit that a kill waits for. */
const FARTHEST_COMMIT = 5;

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The moments of a run, half of them at named points. */
export const momentsOf = (count: number, random: () => number): Moment[] =>
  Array.from({ length: count }, () => {
    const [point, distance] = [random(), random()];
    if (point < 0.5) return { kind: "at random", after: Math.floor(distance * LONGEST_MS) };
    const kind = point < 0.75 ? "kill before commit" : "kill after commit";
    return { kind, commit: 1 + Math.floor(distance * FARTHEST_COMMIT) };
  });

/**
 * People type into one note without a pause while the server dies at each of these moments and comes back on the same
 * data. After each start, all that was promised until then must be there once; at the end, all that was ever written,
 * in every client and in the export.
 */
export async function killAt(
  moments: readonly Moment[],
  scenario = "kill",
  writers = WRITERS,
): Promise<Outcome> {
  const server = await startServer();
  const crowd = await Crowd.at(server, writers);
  const broken: { where: string; verdict: Verdict }[] = [];
  let promised = 0;
  const note = (where: string, verdict: Verdict): void => {
    if (!isKept(verdict)) broken.push({ where, verdict });
  };
  try {
    crowd.type(TYPING_MS * writers);
    for (const [at, moment] of moments.entries()) {
      await die(server, crowd, moment);
      const before = crowd.promised;
      promised = new Set([...before.acknowledged, ...before.seen]).size;
      await startFaulty(server);
      const there = await crowd.newcomer();
      // It may already hold words that were typed since.
      note(`kill ${at + 1}, ${moment.kind}`, judge({ ...before, written: crowd.written }, [there]));
    }
    crowd.rest();
    await crowd.settled();
    note("at the end", judge(crowd.promised, await crowd.places()));
  } finally {
    crowd.leave();
    await server.dispose();
  }
  return { scenario, ends: moments.length, written: crowd.written.length, promised, broken };
}

async function die(server: TestServer, crowd: Crowd, moment: Moment): Promise<void> {
  if ("after" in moment) {
    await new Promise((resolve) => setTimeout(resolve, moment.after));
    const code = moment.kind === "asked to end" ? await server.stop() : 0;
    if (code !== 0) throw new Error(`It ended with ${code} when it was asked to:\n${server.said}`);
  } else {
    await crowd.synced();
    plant(server, moment.kind, moment.commit);
    await crowd.gone();
  }
  await server.kill();
  await crowd.gone();
}
