/** `npm run check`: types, lint, dead code and house rules. */
import { completePackages } from "./lock/complete.ts";
import { readLock } from "./lock/file.ts";
import { houseProblems } from "./check/house.ts";
import { report } from "./report.ts";
import { root, runTool, type ToolOutcome } from "./tool.ts";

interface Step {
  readonly name: string;
  readonly run: () => Promise<ToolOutcome>;
}

const atATime = 2;

const tool = (name: string, ...args: readonly string[]) => (): Promise<ToolOutcome> => runTool(name, args, { output: "keep" });

/** Next writes the types of the routes; the compiler and the linter read them. */
const first: Step = { name: "types of the routes", run: tool("next", "typegen") };

/** The longest come first. */
const rest: readonly Step[] = [
  { name: "lint", run: tool("eslint", ".", "--max-warnings", "0") },
  { name: "types", run: tool("tsc", "-p", ".") },
  { name: "types of lib, without DOM and Node", run: tool("tsc", "-p", "lib") },
  { name: "dead code", run: tool("knip") },
  { name: "house rules", run: async () => outcome(houseProblems(root)) },
  { name: "lock file", run: async () => outcome(missingFromLock()) },
];

async function check(): Promise<void> {
  const results = [await perform(first)];
  const waiting = rest.values();
  const worker = async (): Promise<void> => {
    for (const step of waiting) results.push(await perform(step));
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  process.exitCode = results.every((ok) => ok) ? 0 : 1;
}

async function perform({ name, run }: Step): Promise<boolean> {
  const started = performance.now();
  const { ok, output } = await run();
  console.log(`${ok ? "✓" : "✗"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (!ok) console.log(output.trimEnd().replace(/^/gm, "  "));
  return ok;
}

const outcome = (problems: readonly string[]): ToolOutcome => ({ ok: problems.length === 0, output: problems.join("\n") });

function missingFromLock(): readonly string[] {
  const { packages } = readLock();
  const missing = Object.keys(completePackages(packages)).filter((path) => !(path in packages));
  return missing.map((path) => `package-lock.json lacks ${path}: run \`npm run lock:fix\``);
}

check().catch(report);
