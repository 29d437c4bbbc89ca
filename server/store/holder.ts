import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** `place/pid/anything`: whoever looks from the same place can tell whether that process still runs. */
const FORM = /^(.+)\/([1-9]\d*)\/[^/]+$/;

/** @returns a name that nobody else has, for who holds a lease */
export const holderName = (): string => `${place()}/${String(process.pid)}/${randomUUID()}`;

/** Whether it is certain that the process of this holder has ended; of another machine nothing is certain. */
export function hasEnded(holder: string): boolean {
  const [, where, pid] = FORM.exec(holder) ?? [];
  return where === place() && !runs(Number(pid));
}

/** Where a process id means one process: on Linux a start of the kernel and a namespace of its, elsewhere the machine. */
function place(): string {
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
