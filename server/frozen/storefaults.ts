import { log } from "../log.ts";
import { StoreFault } from "../store/database.ts";
import { ViewError } from "../viewerror.ts";

/** What people are told while something is written: that it was not, and why. @throws ViewError */
export const saving = <T>(work: () => Promise<T>): Promise<T> => told(work, "not_saved", "not saved: ");

/** And while something is looked for. @throws ViewError */
export const reading = <T>(work: () => Promise<T>): Promise<T> => told(work, "unavailable", "");

async function told<T>(work: () => Promise<T>, code: "not_saved" | "unavailable", lead: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    log("warn", "the store failed a snapshot", { kind: error.kind, message: error.message, cause: error.cause });
    throw new ViewError(code, lead + error.message);
  }
}
