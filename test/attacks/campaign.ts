import { parseArgs } from "node:util";
import { Assault, type Outcome } from "./assault.ts";
import { ATTACKS } from "./attacks.ts";

/** The attack list and any number of rounds of random damage, with the time that each took. Ends with 1 on any harm. */
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
/** The strict figure: what one update may hold up the others. */
const LIMIT_MS = 50;

const line = ({ name, code, why, took }: Outcome): string =>
  `${took.toFixed(1).padStart(7)} ms  ${code ?? "taken"}  ${name}${why === "" ? "" : ` — ${why}`}`;

const assault = await Assault.begin(Number(values.seed));
const outcomes: Outcome[] = [];
for (const attack of ATTACKS) {
  const outcome = await assault.run(attack);
  console.log(line(outcome));
  outcomes.push(outcome);
}
for (let round = 0; round < Number(values.rounds); round++) outcomes.push(await assault.damage(round));

const harmed = outcomes.filter(({ harm }) => harm !== null);
const slow = outcomes.filter(({ took }) => took > LIMIT_MS);
const closed = outcomes.filter(({ code }) => code !== null).length;
console.log(
  `\n${outcomes.length} attacks with seed ${values.seed}: ${closed} refused, the rest without harm`,
);
for (const outcome of slow) console.log(`slow: ${line(outcome)}`);
for (const outcome of harmed) console.log(`HARM: ${outcome.harm}: ${line(outcome)}`);
const unwritable = await assault.writable();
if (unwritable !== null) console.log(`HARM: ${unwritable}`);
process.exitCode = harmed.length > 0 || unwritable !== null ? 1 : 0;
