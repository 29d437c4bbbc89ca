import type { Verdict } from "#lib/api/answer.ts";
import type { ConnectionJson, GraphJson, GraphNode } from "#lib/api/graph.ts";
import { noPoliciesText } from "#lib/describe/nopolicies.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { count, listOf } from "#lib/describe/words.ts";
import { LOOKS, VERDICTS } from "../verdict/Verdict.tsx";

type Counts = Readonly<Record<Verdict, number>>;

export const countVerdicts = (connections: readonly ConnectionJson[]): Counts =>
  Object.fromEntries(VERDICTS.map((verdict) => [verdict, connections.filter((connection) => connection.verdict === verdict).length])) as Counts;

/** The page's first sentence. */
export function headlineOf({ policies, notEvaluated, connections, cluster }: GraphJson): string {
  const { deny, partial, unknown } = countVerdicts(connections);
  if (connections.some(({ code }) => code === "NOT_ENFORCED") && deny === 0) return `Policies exist, but no CNI that enforces them was found (${cluster.engine.name}). Nothing is blocked.`;
  if (policies.length === 0 && notEvaluated.length === 0) return noPoliciesText(cluster);
  if (deny + partial === 1 && connections.length === 1) return `The only declared connection is ${deny === 1 ? "blocked" : "partly blocked"}`;
  const untold = unknown > 0 ? `, ${unknown} cannot be told` : "";
  if (deny + partial > 0) return `${deny + partial} of ${count(connections.length, "declared connection")} ${deny + partial === 1 ? "is" : "are"} ${deny === 0 ? "partly blocked" : "blocked"}${untold}`;
  if (unknown > 0) return `Cannot tell for ${unknown} of ${count(connections.length, "declared connection")}. None is known to be blocked.`;
  const watched = connections.filter((connection) => connection.watched !== null && connection.verdict === "allow").length;
  return `No declared connection is blocked.${watched > 0 ? ` ${count(watched, "watched check")} allowed.` : ""}`;
}

/** "6 connections shown: 2 blocked, 4 allowed" */
export function statusOf(connections: readonly ConnectionJson[], hidden: number): string {
  const counts = countVerdicts(connections);
  const parts = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => `${counts[verdict]} ${LOOKS[verdict].many}`);
  const shown = `${count(connections.length, "connection")} shown${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
  return hidden === 0 ? shown : `${shown}. ${count(hidden, "allowed connection")} not drawn: too many for one picture`;
}

/** One sentence for each kind that takes no part in verdicts. */
export function notEvaluatedSentences({ notEvaluated }: GraphJson): readonly string[] {
  const kinds = [...new Set(notEvaluated.map(({ kind }) => kind))].toSorted();
  return kinds.map((kind) => {
    const ones = notEvaluated.filter((one) => one.kind === kind);
    const verdicts = ones.reduce((sum, one) => sum + one.verdicts, 0);
    return `${ones.length} ${kind} ${ones.length === 1 ? "is" : "are"} not evaluated.${verdicts === 0 ? " No verdict depends on it." : ` ${count(verdicts, "verdict")} ${verdicts === 1 ? "says" : "say"} Cannot tell.`}`;
  });
}

/** One sentence for each kind that this cluster's engine has no use for. */
export function notEnforcedSentences({ notEnforced, cluster }: GraphJson): readonly string[] {
  return [...Map.groupBy(notEnforced, ({ kind }) => kind)].map(([kind, ones]) => `${ones.length} ${kind} ${ones.length === 1 ? "is" : "are"} not enforced by ${cluster.engine.name}.`);
}

/** "api-client, Deployment ×3, default. Egress limited by 2 policies. 3 blocked, 5 allowed." */
export function spokenNode({ title, subtitle, namespace, egressLimitedBy, ingressLimitedBy, egressOpen, ingressOpen, kind, ...counts }: GraphNode): string {
  const found = [[counts.blocked, "blocked"], [counts.partly, "partly blocked"], [counts.unknown, "cannot tell"], [counts.allowed, "allowed"]] as const;
  const limits = kind !== "workload" ? [] : [limit("Egress", egressLimitedBy, egressOpen), limit("Ingress", ingressLimitedBy, ingressOpen)];
  const connections = found.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return [[title, subtitle, namespace].filter(Boolean).join(", "), ...limits, connections.length === 0 ? "No declared connection" : connections.join(", ")].join(". ");
}

const limit = (direction: "Egress" | "Ingress", policies: readonly string[], open: boolean): string =>
  policies.length === 0 ? `${direction} ${open ? "open" : "cannot be told"}` : `${direction} limited by ${count(policies.length, "policy", "policies")}`;

export const limitNames = (direction: "Egress" | "Ingress", policies: readonly string[], open: boolean): string =>
  policies.length === 0 ? `${direction} ${open ? "open: no policy limits it" : "cannot be told: a policy is doubtful or not evaluated"}` : `${direction} limited by ${count(policies.length, "policy", "policies")}: ${listOf(policies.map(policyTitle))}`;
