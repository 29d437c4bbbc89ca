import { vi } from "vitest";
import { type Entry, entry } from "./entry.ts";

/** A new process as far as entering goes: whether the code is required is read again, and the code is another one. */
export function restart(wanted: "required" | "open"): Entry {
  vi.stubEnv("WHYDROP_ENTRY", wanted);
  Reflect.deleteProperty(globalThis, Symbol.for("whydrop.entry"));
  return entry();
}

export const HOST = "127.0.0.1:3000";

/** What a browser sends with a session. */
export const withSession = (session: string, host = HOST): Record<string, string> => ({ host, cookie: `theme=dark; whydrop-${host.replace(/.*:/, "")}=${session}` });

/** @throws where the code is not taken */
export function sessionOf({ gate }: Entry): string {
  const attempt = gate.attempt(gate.code);
  if (attempt.kind !== "entered") throw new Error("the code is not taken");
  return attempt.session;
}
