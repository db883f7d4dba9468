import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  add,
  NO_TESTS,
  playwrightTotals,
  readReport,
  stepTotals,
  summary,
  type Totals,
  vitestTotals,
} from "./support/totals.ts";

/**
 * The test command: lint, type check, unit tests, build, browser tests, in this order; it stops at the first step that
 * fails and always ends with one line that says how many tests passed. Each step runs under the Node that runs this.
 */
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const REPORTS = join(ROOT, "node_modules/.cache/test-reports");

/** A step that takes longer hangs: the slowest needs three minutes on two cores. */
const STEP_LIMIT_MS = 15 * 60_000;

type Step = {
  readonly name: string;
  /** Folder of the package whose program runs, from the root. */
  readonly home: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly report?: { readonly file: string; readonly totals: (report: unknown) => Totals };
};

const STEPS: readonly Step[] = [
  { name: "lint", home: ".", program: "@biomejs/biome", arguments: ["check", "."] },
  { name: "types", home: ".", program: "typescript", arguments: ["--build", "--force"] },
  {
    name: "unit tests",
    home: ".",
    program: "vitest",
    arguments: [
      ...["run", "-c", "test/vitest.config.ts", "--reporter=default", "--reporter=json"],
      `--outputFile.json=${join(REPORTS, "vitest.json")}`,
    ],
    report: { file: join(REPORTS, "vitest.json"), totals: vitestTotals },
  },
  { name: "build", home: "client", program: "vite", arguments: ["build"] },
  {
    name: "browser tests",
    home: ".",
    program: "@playwright/test",
    arguments: ["test", "-c", "test/playwright.config.ts"],
    report: { file: join(REPORTS, "playwright.json"), totals: playwrightTotals },
  },
];

/** The script behind a package's command, so that no shell and no shim is needed. */
function script(step: Step): string {
  const folder = join(ROOT, step.home, "node_modules", step.program);
  const manifest: { readonly bin: Readonly<Record<string, string>> | string } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const bin = typeof manifest.bin === "string" ? manifest.bin : Object.values(manifest.bin)[0];
  return join(folder, bin ?? "");
}

/** The step that runs now, so that a stop from outside ends it with all of its children. */
let running: ChildProcess | undefined;

/** Ends a process with its children: each step leads a process group of its own. */
function end(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (child?.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // It has just ended by itself.
  }
}

function run(step: Step): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script(step), ...step.arguments], {
      cwd: join(ROOT, step.home),
      stdio: ["ignore", "inherit", "inherit"],
      detached: process.platform !== "win32",
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: join(REPORTS, "playwright.json") },
    });
    running = child;
    const limit = setTimeout(() => {
      console.error(`${step.name}: stopped after ${STEP_LIMIT_MS / 60_000} minutes`);
      end(child, "SIGKILL");
    }, STEP_LIMIT_MS);
    child.on("error", (error) => console.error(error.message));
    child.on("close", (code) => {
      clearTimeout(limit);
      resolve(code === 0);
    });
  });
}

async function main(): Promise<boolean> {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  let totals = NO_TESTS;
  let ok = true;
  for (const step of STEPS) {
    console.log(`\n── ${step.name}`);
    const started = performance.now();
    ok = await run(step);
    const report = step.report ? step.report.totals(readReport(step.report.file)) : NO_TESTS;
    totals = add(totals, stepTotals(report, ok));
    console.log(
      `── ${step.name}: ${ok ? "ok" : "FAILED"}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
    if (!ok) break;
  }
  console.log(`\n${summary(totals)}`);
  return ok;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => end(running, signal));
process.exitCode = (await main()) ? 0 : 1;
