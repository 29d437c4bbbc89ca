import type { Verdict } from "#lib/api/answer.ts";
import type { ConnectionJson } from "#lib/api/graph.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { count, listOf } from "#lib/describe/words.ts";
import { VERDICTS } from "../verdict/Verdict.tsx";

type Counts = Readonly<Record<Verdict, number>>;

export const countVerdicts = (connections: readonly ConnectionJson[]): Counts =>
  Object.fromEntries(VERDICTS.map((verdict) => [verdict, connections.filter((connection) => connection.verdict === verdict).length])) as Counts;

export const limitNames = (direction: "Egress" | "Ingress", policies: readonly string[], open: boolean): string =>
  policies.length === 0 ? `${direction} ${open ? "open: no policy limits it" : "cannot be told: a policy is doubtful or not evaluated"}` : `${direction} limited by ${count(policies.length, "policy", "policies")}: ${listOf(policies.map(policyTitle))}`;
