import { spawn } from "node:child_process";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");

export interface ToolRun {
  readonly env?: Readonly<Record<string, string>>;
  /** `show` as it comes, or `keep` it for later. */
  readonly output: "show" | "keep";
}

export interface ToolOutcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a program of `node_modules/.bin` with this Node, whatever Node its first line would find. */
export function runTool(name: string, args: readonly string[], options: ToolRun): Promise<ToolOutcome> {
  return run(process.execPath, [join(root, "node_modules", ".bin", name), ...args], options);
}

export function run(command: string, args: readonly string[], { env = {}, output }: ToolRun): Promise<ToolOutcome> {
  const stdio = output === "show" ? "inherit" : "pipe";
  const child = spawn(command, args, { cwd: root, env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env }, stdio: ["ignore", stdio, stdio] });
  const kept: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => kept.push(chunk));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ ok: false, output: error.message }));
    child.once("close", (status) => resolve({ ok: status === 0, output: Buffer.concat(kept).toString() }));
  });
}
