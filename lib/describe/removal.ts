import type { Direction } from "#lib/policy/algebra.ts";
import { count, listOf } from "./words.ts";

export interface ToldRemoval {
  /** Of the policy. */
  readonly name: string;
  /** Each direction of the workload that the policy limits, with the other policies that limit it. */
  readonly sides: readonly { readonly direction: Direction; readonly others: readonly string[] }[];
  /** `api.stripe.com 443/tcp`, by what it becomes. */
  readonly becomes: Readonly<Record<"allow" | "deny" | "partial" | "unknown", readonly string[]>>;
  /** Connections that were judged, and how many there are. */
  readonly judged: number;
  readonly total: number;
}

const WORDS = { allow: "allowed", deny: "blocked", partial: "partly blocked", unknown: "unknown" } as const;

/**
 * What deleting a policy does, both ways: the last limit opens everything, any other one opens nothing of itself and takes
 * away what it allowed.
 */
export function removalText({ name, sides, becomes, judged, total }: ToldRemoval): string {
  const limits = sides.map(({ direction, others }) => (others.length === 0 ? `${direction} opens to everything, since it is the last policy that limits it` : `${direction} stays limited by ${listOf(others)}`));
  const changed = Object.values(becomes).reduce((sum, names) => sum + names.length, 0);
  const effects = (["allow", "deny", "partial", "unknown"] as const).filter((verdict) => becomes[verdict].length > 0)
    .map((verdict) => `${listOf(becomes[verdict])} ${becomes[verdict].length === 1 ? "becomes" : "become"} ${WORDS[verdict]}`);
  const among = judged < total ? `the first ${judged} of ${count(total, "declared connection")}` : count(judged, "declared connection");
  const whole = total === 0 ? "No declared connection rests on it." : changed === 0 ? `None of ${among} changes.` : `${changed} of ${among} ${changed === 1 ? "changes" : "change"}: ${effects.join("; ")}.`;
  return limits.length === 0 ? `Without ${name}: nothing is less limited. ${whole}` : `Without ${name}: ${limits.join(", and ")}. ${whole}`;
}
