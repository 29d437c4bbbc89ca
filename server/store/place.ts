import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import type { StoreWish } from "./wish.ts";

/** Where the store is. */
export type Place =
  | { readonly kind: "postgresql"; readonly url: string }
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "memory"; readonly name: string; readonly why: WhyMemory };

/** Why nothing outlives the process. */
export type WhyMemory = { readonly kind: "noFolder" } | { readonly kind: "notWritable"; readonly folder: string };

export const FILE_NAME = "whydrop.db";
const ONE_FOR_THE_PROCESS = "whydrop";

/** Makes the folder and the file where they are missing, for nobody but the user. */
export function placeOf({ dataDir, databaseUrl, memory }: StoreWish): Place {
  if (databaseUrl !== undefined) return { kind: "postgresql", url: databaseUrl };
  const name = memory ?? ONE_FOR_THE_PROCESS;
  if (dataDir === undefined) return { kind: "memory", name, why: { kind: "noFolder" } };
  const file = join(dataDir, FILE_NAME);
  return isWritable(dataDir, file) ? { kind: "file", file } : { kind: "memory", name, why: { kind: "notWritable", folder: dataDir } };
}

/** The folder as well: SQLite keeps its log beside the file. */
function isWritable(folder: string, file: string): boolean {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    closeSync(openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600));
    return true;
  } catch {
    return false;
  }
}

/** One after the other: where a folder exists and refuses others as if it did not, as `/proc` does, Node's own way never ends. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another start made it.
    if (!existsSync(folder)) throw error;
  }
}
