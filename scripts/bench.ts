/** `npm run bench -- NAME [arguments]`: one of the measurements in bench/. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { EXIT, Failure } from "#server/failure.ts";
import { report } from "./report.ts";
import { root } from "./tool.ts";

const folder = join(root, "bench");

async function bench([name = "", ...args]: readonly string[]): Promise<void> {
  const file = join(folder, `${name}.ts`);
  // What another measurement starts or imports measures nothing by itself.
  const all = readdirSync(folder).filter((entry) => entry.endsWith(".ts")).map((entry) => entry.slice(0, -".ts".length)).filter((entry) => !["apiserver", "cluster", "wire"].includes(entry));
  if (!all.includes(name) || !existsSync(file)) throw new Failure(EXIT.usage, `there is no measurement \`${name}\`: choose ${all.join(" or ")}`);
  process.exitCode = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: "inherit" }).status ?? EXIT.ours;
}

bench(process.argv.slice(2)).catch(report);
