import { parseArgs } from "node:util";
import { failingCommit, fullDisk, slowDisk } from "./disk.ts";
import { killAt, type Moment, momentsOf, type Outcome, randomOf } from "./kills.ts";
import { tornLog } from "./torn-log.ts";

/**
 * Breaks servers and says what became of what they had promised: `pnpm crash [--kills N] [--seed S] [--only scenario]`.
 * Ends with 1 when a promise was broken.
 */

/** Kills per data folder: the log of one grows over several starts, and another begins fresh. */
const KILLS_PER_FOLDER = 25;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    only: { type: "string" },
  },
});

async function kill(): Promise<Outcome> {
  const random = randomOf(Number(values.seed));
  const moments = momentsOf(Number(values.kills), random);
  const outcomes: Outcome[] = [];
  for (let at = 0; at < moments.length; at += KILLS_PER_FOLDER) {
    outcomes.push(await killAt(moments.slice(at, at + KILLS_PER_FOLDER)));
    console.info(`${Math.min(at + KILLS_PER_FOLDER, moments.length)} of ${moments.length} kills`);
  }
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((all, one) => all + of(one), 0);
  return {
    scenario: "kill",
    ends: sum(({ ends }) => ends),
    written: sum(({ written }) => written),
    promised: sum(({ promised }) => promised),
    broken: outcomes.flatMap(({ broken }) => broken),
  };
}

/** Restarts while people type. */
const RESTARTS = 10;
/** A full room, asked to end twice. */
const CROWD = 50;
/** Each time `step` ms later than the last time, five times over. */
const askedToEnd = (count: number, step: number): Moment[] =>
  Array.from({ length: count }, (_, at) => ({ kind: "asked to end", after: step * (1 + (at % 5)) }));

const SCENARIOS: Record<string, () => Promise<Outcome>> = {
  kill,
  "torn log": tornLog,
  restart: () => killAt(askedToEnd(RESTARTS, 100), "restart"),
  "fifty typing": () => killAt(askedToEnd(2, 1_000), "fifty typing", CROWD),
  "slow disk": slowDisk,
  "failing commit": failingCommit,
  "full disk": fullDisk,
};

const names = values.only === undefined ? Object.keys(SCENARIOS) : [values.only];
const outcomes: Outcome[] = [];
console.info(`seed ${values.seed}`);
for (const name of names) {
  const scenario = SCENARIOS[name];
  if (!scenario) throw new Error(`No scenario "${name}"; there are ${Object.keys(SCENARIOS).join(", ")}`);
  const began = performance.now();
  const outcome = await scenario();
  outcomes.push(outcome);
  console.info(`${name}: ${Math.round((performance.now() - began) / 1000)} s`);
}
console.table(
  outcomes.map(({ broken, ...figures }) => ({
    ...figures,
    broken: broken.length,
    promises: broken.length === 0 ? "kept" : "BROKEN",
  })),
);
for (const { broken } of outcomes) for (const one of broken) console.error(JSON.stringify(one));
process.exit(outcomes.every(({ broken }) => broken.length === 0) ? 0 : 1);
