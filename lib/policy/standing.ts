import type { Problem } from "#lib/source/problem.ts";
import type { Policy } from "./algebra.ts";

/** What becomes of a policy object with these problems: a lax API server drops unknown fields, any other error rejects it. */
export function standingOf(problems: readonly Problem[]): Policy["standing"] | "rejected" {
  const errors = problems.filter((problem) => problem.severity === "error");
  if (errors.length === 0) return "certain";
  return errors.every((error) => error.rule === "unknown-field") ? "doubtful" : "rejected";
}
