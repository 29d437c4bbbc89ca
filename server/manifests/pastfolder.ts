import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** What the folder of a past is called, and the file by which it is known for one. */
export const PAST = "history";
export const NOTE = "change.yaml";

/** Whether a folder tells a past, each change in a folder of its own: what stands there is not in the cluster. */
export async function isPast(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.some((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, NOTE)));
}
