/** A hang-up is one too: Node ends by it at once, and lets nobody ignore it. */
export const STOP_SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** What must end before the process can: an open event stream keeps it alive for ever. */
const KEY = Symbol.for("whydrop.shutdown");
const shared = globalThis as typeof globalThis & { [KEY]?: Set<() => void> };

/** Calls `end` once when the process is told to stop. @returns takes it back */
export function onShutdown(end: () => void): () => void {
  const open = (shared[KEY] ??= listen());
  open.add(end);
  return () => open.delete(end);
}

function listen(): Set<() => void> {
  const open = new Set<() => void>();
  const endAll = (): void => {
    const ends = [...open];
    open.clear();
    for (const end of ends) end();
  };
  // By a signal that nobody else hears the process ends, and hearing it here would keep it.
  for (const name of STOP_SIGNALS) if (process.listenerCount(name) > 0) process.once(name, endAll);
  return open;
}
