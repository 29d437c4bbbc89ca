import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { ParsedFiles, parseFiles } from "./parse.ts";

/** Far above what the limits of size allow; it bounds what a hostile file can take. */
const MEMORY = { maxOldGenerationSizeMb: 3072 };

/** `parseFiles` in a thread of its own, which ends with it. @rejects where the thread dies, as of memory */
export function parseOffThread(...input: Parameters<typeof parseFiles>): Promise<ParsedFiles> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerScript(), { workerData: input, resourceLimits: MEMORY, execArgv: [] });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the reading thread ended with ${code}`)));
  });
}

/** Found at run time: a bundler must not take it for a module of its own, and in a bundle this file has moved. */
function workerScript(): string {
  const beside = join(String(import.meta.dirname), "worker.ts");
  const root = process.env.WHYDROP_ROOT ?? process.cwd();
  return existsSync(/* turbopackIgnore: true */ beside) ? beside : join(/* turbopackIgnore: true */ root, "server", "manifests", "worker.ts");
}
