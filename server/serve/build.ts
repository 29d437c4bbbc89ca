import { rmSync } from "node:fs";
import { join } from "node:path";
import { EXIT, Failure } from "../failure.ts";
import { withLock } from "./lock.ts";
import { runNextBuild, type BuildOutcome, type BuildRun } from "./nextbuild.ts";
import { Stamp, sourcesHash } from "./stamp.ts";

const shownLines = 12;

export type BuildRequest = Pick<BuildRun, "root" | "say" | "signal">;

/**
 * Makes a production build unless there is one of the present sources. Safe to run twice at a time.
 *
 * @throws Failure that shows what the build said
 */
export async function ensureBuild(request: BuildRequest): Promise<void> {
  const { root, say, signal } = request;
  const stamp = new Stamp(root);
  if (stamp.fits) return;
  const onWait = (): void => say("another start is building the dashboard; waiting for it");
  await withLock(join(cacheFolder(root), "build.lock"), { onWait, signal }, async () => {
    if (!stamp.fits) await build(stamp, { ...request, log: join(cacheFolder(root), "build.log") });
  });
}

const cacheFolder = (root: string): string => join(root, "node_modules", ".cache", "whydrop");

async function build(stamp: Stamp, run: BuildRun): Promise<void> {
  const { root, log, say } = run;
  say("building the dashboard, once for this version (under a minute)");
  const started = performance.now();
  const sources = sourcesHash(root);
  stamp.remove();
  const outcome = await buildTwice(run);
  if (outcome.kind === "failed") throw new Failure(EXIT.ours, [...essence(outcome.output), `the dashboard could not be built; the full log is ${log}`].join("\n"));
  stamp.write(sources);
  say(`built in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

/** Turbopack remembers a crash and fails again until what it left is removed. */
async function buildTwice(run: BuildRun): Promise<BuildOutcome> {
  const first = await runNextBuild(run);
  if (first.kind === "built") return first;
  run.say("the build failed; trying once more from nothing");
  rmSync(join(run.root, ".next"), { recursive: true, force: true });
  return runNextBuild(run);
}

/** The first lines that speak of the fault, without stack frames. */
function essence(output: readonly string[]): readonly string[] {
  const lines = output.filter((line) => line.trim() !== "" && !/^\s+at /.test(line));
  const start = lines.findIndex((line) => /error|failed|panic/i.test(line));
  return start < 0 ? lines.slice(-shownLines) : lines.slice(start, start + shownLines);
}
