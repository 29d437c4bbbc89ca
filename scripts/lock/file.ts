import { readFileSync, writeFileSync } from "node:fs";
import type { LockedPackages } from "./complete.ts";

export interface Lock {
  readonly packages: LockedPackages;
}

const file = new URL("../../package-lock.json", import.meta.url);

export const readLock = (): Lock => JSON.parse(readFileSync(file, "utf8")) as Lock;

export const writeLock = (lock: Lock): void => writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
