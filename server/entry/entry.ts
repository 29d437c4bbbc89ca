import { readSettings, type Settings } from "../settings.ts";
import { sessionsIn } from "./cookie.ts";
import { Gate } from "./gate.ts";

export interface Entry {
  readonly required: boolean;
  readonly gate: Gate;
}

/** Next holds several copies of each module, and `serve` prints the code: there is one gate for all of them. */
const KEY = Symbol.for("whydrop.entry");
const shared = globalThis as typeof globalThis & { [KEY]?: Entry };

export function entry(): Entry {
  return (shared[KEY] ??= { required: needsEntry(readSettings(process.env, process.cwd())), gate: new Gate() });
}

/** A live cluster is for those who started this, whatever else is wanted. */
function needsEntry({ contexts, entry: wanted }: Settings): boolean {
  return contexts.length > 0 || wanted === "required";
}

export function hasEntered(headers: Headers): boolean {
  const { required, gate } = entry();
  return !required || sessionsIn(headers).some((session) => gate.knows(session));
}
