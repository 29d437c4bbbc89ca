import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

/** The lines of Next that say how far it is. */
const stage = /^\s*(?:✓ )?((?:Creating an|Compiled|Running TypeScript|Collecting|Finalizing) .*)$/;

const graceMs = 1000;

export type BuildOutcome =
  | { readonly kind: "built" }
  | { readonly kind: "failed"; readonly output: readonly string[] };

export interface BuildRun {
  readonly root: string;
  readonly log: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Runs `next build`, passes its stages to `say` and all it prints to the log. */
export async function runNextBuild({ root, log, say, signal }: BuildRun): Promise<BuildOutcome> {
  signal.throwIfAborted();
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const build = spawn(process.execPath, [next, "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const end = (): void => endGroup(build);
  process.once("exit", end);
  signal.addEventListener("abort", end);

  const output: string[] = [];
  const logFile = createWriteStream(log);
  for (const stream of [build.stdout, build.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      const plain = stripVTControlCharacters(line);
      output.push(plain);
      logFile.write(`${plain}\n`);
      const [, text] = stage.exec(plain) ?? [];
      if (text !== undefined) say(`  ${text}`);
    });
  }
  const status = await new Promise<number | null>((resolve, reject) => build.once("error", reject).once("close", resolve));

  logFile.end();
  process.off("exit", end);
  signal.removeEventListener("abort", end);
  signal.throwIfAborted();
  return status === 0 ? { kind: "built" } : { kind: "failed", output };
}

/** The build has workers of its own: it is asked first, since it ends those that left its group, and then made to. */
function endGroup(build: ChildProcess): void {
  signalGroup(build, "SIGTERM");
  const insist = setTimeout(() => signalGroup(build, "SIGKILL"), graceMs);
  build.once("close", () => clearTimeout(insist));
}

function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch {
    // It has ended by itself.
  }
}
