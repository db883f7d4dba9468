import { describe, expect, it } from "vitest";
import { add, NO_TESTS, playwrightTotals, readReport, stepTotals, summary, vitestTotals } from "./totals.ts";

describe("the sum of the test command", () => {
  it("adds what vitest and Playwright report", () => {
    const unit = vitestTotals({
      numPassedTests: 40,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 1,
    });
    const browser = playwrightTotals({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 } });
    expect(summary(add(unit, browser))).toBe("47 passed, 2 failed, 2 skipped");
  });

  it("says nothing of skipped tests where there are none", () => {
    expect(summary({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  });

  it("counts a failed step as a failure even without a report", () => {
    expect(stepTotals(NO_TESTS, false).failed).toBe(1);
    expect(stepTotals(vitestTotals(readReport("no such file")), false).failed).toBe(1);
    expect(stepTotals({ passed: 1, failed: 2, skipped: 0 }, false).failed).toBe(2);
    expect(stepTotals(NO_TESTS, true)).toEqual(NO_TESTS);
  });
});
