/** `npm test [-- unit|e2e [arguments]]`: every test there is; the last line says how many passed and failed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT, Failure } from "#server/failure.ts";
import { report } from "./report.ts";
import { runBrowserTests } from "./test/browser.ts";
import { NONE, add, countPlaywright, countVitest, readReport, type Counts } from "./test/counts.ts";
import { runTool } from "./tool.ts";

type Suite = (reports: string, args: readonly string[]) => Promise<Counts>;

const suites = new Map<string, Suite>([
  ["unit", async (reports, args) => {
    const file = join(reports, "vitest.json");
    const { ok } = await runTool("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args], { output: "show" });
    return countVitest(readReport(file), ok);
  }],
  ["e2e", async (reports, args) => {
    const file = join(reports, "playwright.json");
    const ok = await runBrowserTests(file, args);
    return countPlaywright(readReport(file), ok);
  }],
]);

async function test([name, ...args]: readonly string[]): Promise<void> {
  const chosen = name === undefined ? [...suites.values()] : [suites.get(name) ?? unknownSuite(name)];
  const reports = mkdtempSync(join(tmpdir(), "whydrop-reports-"));
  let total = NONE;
  for (const suite of chosen) total = add(total, await suite(reports, args).catch(countFailure));
  rmSync(reports, { recursive: true });
  console.log(`${String(total.passed)} passed, ${String(total.failed)} failed`);
  process.exitCode = total.passed > 0 && total.failed === 0 ? 0 : 1;
}

function unknownSuite(name: string): never {
  throw new Failure(EXIT.usage, `there are no \`${name}\` tests: choose ${[...suites.keys()].join(" or ")}, or nothing for all`);
}

/** A suite that could not even run has failed, and the others still run. */
function countFailure(error: unknown): Counts {
  console.error(error instanceof Failure ? error.message : error);
  return { passed: 0, failed: 1 };
}

test(process.argv.slice(2)).catch(report);
