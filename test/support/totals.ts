import { readFileSync } from "node:fs";

/** How many tests there were; a step without tests of its own, such as the type check, is one when it fails. */
export type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NO_TESTS: Totals = { passed: 0, failed: 0, skipped: 0 };

export const add = (one: Totals, other: Totals): Totals => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

const numberAt = (report: unknown, ...path: readonly string[]): number => {
  let at: unknown = report;
  for (const key of path) at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
  return typeof at === "number" ? at : 0;
};

/** The counts in a JSON report of vitest. */
export const vitestTotals = (report: unknown): Totals => ({
  passed: numberAt(report, "numPassedTests"),
  failed: numberAt(report, "numFailedTests"),
  skipped: numberAt(report, "numPendingTests") + numberAt(report, "numTodoTests"),
});

/** The counts in a JSON report of Playwright; a flaky test counts as failed: it must be made reliable. */
export const playwrightTotals = (report: unknown): Totals => ({
  passed: numberAt(report, "stats", "expected"),
  failed: numberAt(report, "stats", "unexpected") + numberAt(report, "stats", "flaky"),
  skipped: numberAt(report, "stats", "skipped"),
});

/**
 * What a step adds to the sum. A step that failed counts at least one failure, also when its report knows of none:
 * the linter has no tests, and a runner may fall over before its first.
 */
export function stepTotals(report: Totals, ok: boolean): Totals {
  return ok || report.failed > 0 ? report : { ...report, failed: 1 };
}

/** The last line of the test command. */
export const summary = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/** A JSON file, or `null` when the program that should have written it didn't get so far. */
export function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
