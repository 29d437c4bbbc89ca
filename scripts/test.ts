/** `npm test [-- unit|e2e [arguments]]`: every test there is; the last lines name those that failed, and say how many passed and failed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT, Failure } from "#server/failure.ts";
import { report } from "./report.ts";
import { runBrowserTests } from "./test/browser.ts";
import { NONE, add, countPlaywright, countVitest, readReport, type Counts } from "./test/counts.ts";
import { playwrightFailures, vitestFailures } from "./test/failures.ts";
import { root, runTool } from "./tool.ts";

interface Outcome {
  readonly counts: Counts;
  /** What failed, a line each. */
  readonly failures: readonly string[];
}

type Suite = (reports: string, args: readonly string[]) => Promise<Outcome>;

const suites = new Map<string, Suite>([
  ["unit", async (reports, args) => {
    const file = join(reports, "vitest.json");
    const { ok } = await runTool("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args], { output: "show" });
    const read = readReport(file);
    return { counts: countVitest(read, ok), failures: vitestFailures(read, root) };
  }],
  ["e2e", async (reports, args) => {
    const file = join(reports, "playwright.json");
    const ok = await runBrowserTests(file, args);
    const read = readReport(file);
    return { counts: countPlaywright(read, ok), failures: playwrightFailures(read) };
  }],
]);

async function test([name, ...args]: readonly string[]): Promise<void> {
  const chosen = name === undefined ? [...suites.values()] : [suites.get(name) ?? unknownSuite(name)];
  const reports = mkdtempSync(join(tmpdir(), "whydrop-reports-"));
  let total = NONE;
  const failed: string[] = [];
  for (const suite of chosen) {
    const { counts, failures } = await suite(reports, args).catch(countFailure);
    total = add(total, counts);
    failed.push(...failures);
  }
  rmSync(reports, { recursive: true });
  for (const failure of failed) console.log(`failed: ${failure}`);
  console.log(`${String(total.passed)} passed, ${String(total.failed)} failed`);
  process.exitCode = total.passed > 0 && total.failed === 0 ? 0 : 1;
}

function unknownSuite(name: string): never {
  throw new Failure(EXIT.usage, `there are no \`${name}\` tests: choose ${[...suites.keys()].join(" or ")}, or nothing for all`);
}

/** A suite that could not even run has failed, and the others still run. */
function countFailure(error: unknown): Outcome {
  console.error(error instanceof Failure ? error.message : error);
  return { counts: { passed: 0, failed: 1 }, failures: [error instanceof Error ? error.message : String(error)] };
}

test(process.argv.slice(2)).catch(report);
