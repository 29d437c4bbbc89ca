import type { WorkloadJson } from "#lib/api/pages.ts";
import { answer } from "#lib/check/answer.ts";
import type { Context } from "#lib/check/context.ts";
import type { Inhabitant, WorkloadView } from "#lib/cluster/inhabitants.ts";
import { differenceText } from "#lib/describe/alike.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { count } from "#lib/describe/words.ts";
import type { JudgedConnection } from "./connections.ts";
import { limitedBy } from "./limits.ts";

/** Parts that are told, and connections that are judged for each. */
const MOST = { parts: 8, connections: 100 } as const;

/** A workload in the parts that its policies tell apart, the largest first, each with its own verdicts; none where all pods are alike. */
export function partsOf(workload: WorkloadView, context: Context, outgoing: readonly JudgedConnection[]): WorkloadJson["parts"] {
  const { inhabitants } = workload;
  const alike = Map.groupBy(inhabitants, (inhabitant) => policiesOf(inhabitant, context));
  if (alike.size < 2) return [];
  const parts = [...alike.values()].toSorted((a, b) => b.length - a.length);
  return parts.slice(0, MOST.parts).map((pods, index) => {
    const part = { ...workload, inhabitants: pods };
    const [representative] = pods;
    const others = parts[index === 0 ? 1 : 0] ?? [];
    const why = differenceText(pods, others, context.policies);
    return {
      pods: pods.map(({ fact }) => fact.name),
      told: `${pods.length} of ${count(inhabitants.length, "pod")}${why === undefined ? "" : `: ${why}`}`,
      egressLimitedBy: limitedBy(part, "egress", context),
      ingressLimitedBy: limitedBy(part, "ingress", context),
      verdicts: representative === undefined ? [] : outgoing.slice(0, MOST.connections).map(({ declared, json }) => {
        const { folded, code } = answer({ ...declared, from: endOf(representative) }, context);
        return { connection: json.id, verdict: folded.verdict, code };
      }),
    };
  });
}

const policiesOf = ({ party }: Inhabitant, { policies }: Context): string => policies.selecting(party).map(({ policy, applies }) => `${policyId(policy.ref)} ${applies}`).join(", ");

const endOf = ({ fact }: Inhabitant): JudgedConnection["declared"]["from"] =>
  ({ kind: "workload", namespace: fact.namespace, workloadKind: fact.kind === "pod" ? "Pod" : fact.workloadKind, name: fact.name });
