import { existsSync, readFileSync } from "node:fs";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export const NONE: Counts = { passed: 0, failed: 0 };

export const add = (a: Counts, b: Counts): Counts => ({ passed: a.passed + b.passed, failed: a.failed + b.failed });

/** @returns undefined where the runner ended before it could write its report */
export function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** @param ok whether the runner was content */
export function countVitest(report: unknown, ok: boolean): Counts {
  const { numPassedTests = 0, numFailedTests = 0 } = (report ?? {}) as { readonly numPassedTests?: number; readonly numFailedTests?: number };
  return withHiddenFailure({ passed: numPassedTests, failed: numFailedTests }, ok);
}

/** @param ok whether the runner was content */
export function countPlaywright(report: unknown, ok: boolean): Counts {
  const { stats = {} } = (report ?? {}) as { readonly stats?: { readonly expected?: number; readonly unexpected?: number; readonly flaky?: number } };
  const { expected = 0, unexpected = 0, flaky = 0 } = stats;
  return withHiddenFailure({ passed: expected, failed: unexpected + flaky }, ok);
}

/** A file that cannot be loaded, or a server that does not start, fails no test and yet everything. */
const withHiddenFailure = ({ passed, failed }: Counts, ok: boolean): Counts => ({ passed, failed: ok ? failed : Math.max(failed, 1) });
