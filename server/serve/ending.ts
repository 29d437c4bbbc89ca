import { EXIT, Failure } from "../failure.ts";
import { STOP_SIGNALS } from "../shutdown.ts";

/** Milliseconds. Who told us to stop waits for ten seconds. */
const LONGEST_ENDING = 9_500;

/** Told once, to end in good order; told again, ends at once. A closed output is no reason to end. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const tooEarly = new Failure(EXIT.interrupted, "stopped before the dashboard was built");
  for (const name of STOP_SIGNALS) {
    process.on(name, () => (stop.signal.aborted ? process.exit(0) : stop.abort(tooEarly)));
  }
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  return stop.signal;
}

/** Waits for the signal, and ends the process when all is closed, or when it takes too long. */
export async function endWith(stop: AbortSignal, close: () => Promise<unknown>): Promise<never> {
  await aborted(stop);
  setTimeout(() => process.exit(0), LONGEST_ENDING);
  await close();
  process.exit(0);
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener("abort", () => resolve(), { once: true })));
