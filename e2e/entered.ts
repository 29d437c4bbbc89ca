import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** A dashboard of its own that has to be entered. */
export interface Entered {
  readonly address: string;
  readonly port: number;
  readonly code: string;
  /** All that it wrote, the printed address left out. */
  readonly written: readonly string[];
  readonly stop: () => Promise<void>;
}

const root = resolve(import.meta.dirname, "..");

/** Starts the build that the other tests use once more, on a free port, and keeps what it keeps for itself. */
export async function startEntered(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Entered> {
  const state = mkdtempSync(join(tmpdir(), "whydrop-state-"));
  const child = spawn(join(root, "bin", "whydrop"), ["serve", "--demo", "--port", "0", ...args], { cwd: root, env: { ...process.env, WHYDROP_DATA_DIR: state, ...env, WHYDROP_ENTRY: "required" }, stdio: ["ignore", "pipe", "pipe"] });
  child.once("close", () => rmSync(state, { recursive: true }));
  const written: string[] = [];
  const printed = await new Promise<URL>((found, failed) => {
    child.once("exit", () => failed(new Error(`it ended: ${written.join("\n")}`)));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        const [, address] = /^whydrop: open (\S+)/.exec(line) ?? [];
        if (address === undefined) written.push(line);
        else found(new URL(address));
      });
    }
  });
  return { address: printed.origin, port: Number(printed.port), code: printed.searchParams.get("code") ?? "", written, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
  await once(child, "exit");
}
