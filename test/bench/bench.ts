import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureBrowser } from "./browser.ts";
import { isApostil, KINDS, type Kind } from "./servers.ts";
import { browserTable, type Results, serverTable } from "./table.ts";
import { type Figures, measure, ROWS, type Row, type Scale, WORKLOADS } from "./workloads.ts";

/** The benchmark's command: see README.md for what it measures. */
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const RESULTS = at("../../node_modules/.cache/bench/results.json");
/** The front page: whoever chooses a program looks there. */
const README = at("../../README.md");

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    server: { type: "string", multiple: true },
    runs: { type: "string", default: "1" },
    quick: { type: "boolean", default: false },
    readme: { type: "boolean", default: false },
    profile: { type: "string" },
  },
});

const wanted = values.only ?? [...ROWS, "browser"];
const unknown = wanted.filter((row) => row !== "browser" && !(row in WORKLOADS));
if (unknown.length > 0)
  throw new Error(`No such row: ${unknown}. There are ${[...ROWS, "browser"].join(", ")}.`);
const kinds = KINDS.filter((kind) => values.server?.includes(kind) ?? true);

const scale: Scale = {
  ...(values.quick
    ? { people: 40, fewer: 20, rooms: 60, seconds: 3, cold: 200 }
    : { people: 200, fewer: 100, rooms: 60, seconds: 6, cold: 2_000 }),
  ...(values.profile ? { profile: values.profile } : {}),
};

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Of several runs, the median of each figure; words where one run had no figure. */
function medians(runs: readonly Figures[]): Figures {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const all = runs.map((run) => run[name]);
      const numbers = all.filter((value) => typeof value === "number");
      return [name, numbers.length === all.length ? median(numbers) : (all[0] ?? "")];
    }),
  );
}

async function once(row: Row, kind: Kind): Promise<Figures> {
  const began = performance.now();
  try {
    const figures = await measure(row, kind, scale);
    console.error(`${row} ${kind} ${Math.round((performance.now() - began) / 1_000)} s`, figures);
    return figures;
  } catch (error) {
    console.error(`${row} ${kind} failed:`, error);
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

/** The programs take turns, so that a busy moment of the machine does not meet one of them alone. */
async function measureRow(row: Row): Promise<Partial<Record<Kind, Figures>>> {
  const runs = new Map<Kind, Figures[]>();
  for (let run = 0; run < Number(values.runs); run++)
    for (const kind of kinds)
      if (WORKLOADS[row].meant(kind)) runs.set(kind, [...(runs.get(kind) ?? []), await once(row, kind)]);
  return Object.fromEntries([...runs].map(([kind, all]) => [kind, medians(all)]));
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpu?.model ?? "an unknown processor"}, ${cpus().length} cores, Linux, Node ${process.versions.node}`;
}

/** Puts the tables between the marks of the README. */
function writeReadme(tables: string): void {
  const readme = readFileSync(README, "utf8");
  const marked = /(<!-- results -->\n)[\s\S]*(<!-- end of results -->)/;
  if (!marked.test(readme)) throw new Error("README.md has no place for results");
  writeFileSync(
    README,
    readme.replace(marked, (_, start, end) => `${start}\n${tables}\n\n${end}`),
  );
}

async function main(): Promise<void> {
  const began = performance.now();
  // A run of one row leaves what is known of the others.
  const earlier = values.only && existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, "utf8")) : {};
  const rows: Partial<Record<Row, Partial<Record<Kind, Figures>>>> = { ...earlier.rows };
  for (const row of ROWS) if (wanted.includes(row)) rows[row] = await measureRow(row);
  const browser =
    wanted.includes("browser") && kinds.some(isApostil)
      ? await measureBrowser(values.quick)
      : earlier.browser;
  const results: Results = {
    ...{ machine: machine(), date: new Date().toISOString().slice(0, 10), scale, rows },
    ...(browser ? { browser } : {}),
  };
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  const tables = [serverTable(results), browserTable(results)].filter((table) => table !== "").join("\n\n");
  console.log(`\n${tables}\n\n${Math.round((performance.now() - began) / 1_000)} s; also in ${RESULTS}`);
  if (values.readme) writeReadme(tables);
}

await main();
// Sockets that were cut may still be closing.
process.exit(process.exitCode ?? 0);
