import { EXIT, Failure } from "#server/failure.ts";

/** Ends with the status of a failure, whose message is for people; anything else is a fault of ours and shows where. */
export function report(error: unknown): void {
  console.error(error instanceof Failure ? error.message : error);
  process.exitCode = error instanceof Failure ? error.status : EXIT.ours;
}
