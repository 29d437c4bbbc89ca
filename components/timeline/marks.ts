import type { ChangeJson, FlipJson, RevisionJson } from "#lib/api/history.ts";
import type { Range } from "#lib/url/window.ts";

/** What happened at one place of a lane; what stands too near to be told apart is one mark. */
export interface Mark {
  /** The newest of its changes, RFC 3339. */
  readonly at: string;
  /** Percent of the axis. */
  readonly x: number;
  readonly changes: number;
  readonly effect: Effect;
}

export type Effect = "blocked" | "allowed" | "both" | "none";

export const LANES = [
  { lane: "policies", title: "Policies" },
  { lane: "labels", title: "Labels and namespaces" },
  { lane: "rollouts", title: "Workload rollouts" },
  { lane: "services", title: "Services" },
  { lane: "cluster", title: "Cluster" },
] as const satisfies readonly { readonly lane: ChangeJson["lane"]; readonly title: string }[];

/** Percent of the axis. */
const TOO_NEAR = 1.2;

/** @returns percent; what lies outside of the range stands at its edge */
export function placeOf(time: string, { from, until }: Range): number {
  const start = Date.parse(from);
  const length = Math.max(1, Date.parse(until) - start);
  return Math.min(100, Math.max(0, ((Date.parse(time) - start) / length) * 100));
}

/** @param revisions newest first; @returns oldest first */
export function marksOf(revisions: readonly RevisionJson[], lane: ChangeJson["lane"], range: Range): readonly Mark[] {
  const marks: Mark[] = [];
  for (const { at, changes, flips } of revisions.toReversed()) {
    const here = changes.filter((change) => change.lane === lane).length;
    if (here === 0) continue;
    const next = { at, x: placeOf(at, range), changes: here, effect: effectOf(flips) };
    const last = marks.at(-1);
    if (last !== undefined && next.x - last.x < TOO_NEAR) marks[marks.length - 1] = { at, x: last.x, changes: last.changes + here, effect: together(last.effect, next.effect) };
    else marks.push(next);
  }
  return marks;
}

const together = (one: Effect, other: Effect): Effect => (one === "none" || one === other ? other : other === "none" ? one : "both");

/** What changes did to connections, worst word first. */
export function effectOf(flips: readonly FlipJson[]): Effect {
  const blocked = flips.some(({ was, is }) => isBlocked(is) && !isBlocked(was));
  const allowed = flips.some(({ was, is }) => isAllowed(is) && !isAllowed(was));
  return blocked && allowed ? "both" : blocked ? "blocked" : allowed ? "allowed" : "none";
}

const isBlocked = (code: FlipJson["is"]): boolean => code === "PARTLY" || (code?.startsWith("BLOCKED_") ?? false);
const isAllowed = (code: FlipJson["is"]): boolean => code === "ALLOWED" || code === "OPEN" || code === "NOT_ENFORCED";
