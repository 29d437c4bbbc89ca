import { expect, test } from "vitest";
import { add, countPlaywright, countVitest } from "./counts.ts";

test("Vitest's report is counted", () => {
  expect(countVitest({ numPassedTests: 7, numFailedTests: 2 }, false)).toEqual({ passed: 7, failed: 2 });
});

test("Playwright's report is counted; a test that passed only when repeated has failed", () => {
  expect(countPlaywright({ stats: { expected: 7, unexpected: 2, flaky: 1, skipped: 0 } }, false)).toEqual({ passed: 7, failed: 3 });
});

test.each([
  { name: "no report", report: undefined },
  { name: "a report without a failed test", report: { numPassedTests: 0, stats: {} } },
])("a runner that is not content counts as a failure: $name", ({ report }) => {
  expect(countVitest(report, false)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright(report, false)).toEqual({ passed: 0, failed: 1 });
});

test("counts add up", () => {
  expect(add({ passed: 1, failed: 2 }, { passed: 3, failed: 4 })).toEqual({ passed: 4, failed: 6 });
});
