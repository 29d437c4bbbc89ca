import type { WorkloadJson } from "#lib/api/pages.ts";
import { answer } from "#lib/check/answer.ts";
import { type Context, withoutPolicy } from "#lib/check/context.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import { policyId, policyTitle } from "#lib/describe/policyids.ts";
import { removalText } from "#lib/describe/removal.ts";
import type { Policy } from "#lib/policy/algebra.ts";
import type { JudgedConnection } from "./connections.ts";
import { limitedBy } from "./limits.ts";
import { directionsOf } from "./policies.ts";

type Removal = NonNullable<WorkloadJson["policies"][number]["removal"]>;

/** Connections that one page has judged again for all of its policies: a resolver is called by everybody. */
const MOST = 300;
const MOST_EACH = 60;

/**
 * What the deletion of one policy object does to a workload, judged by the same engine without it.
 *
 * @param policies all policies of the object
 * @param own the workload's declared connections in both directions
 * @param among how many policies of the workload are asked about
 */
export function removalOf(policies: readonly [Policy, ...Policy[]], workload: WorkloadView, context: Context, own: readonly JudgedConnection[], among: number): Removal {
  const [{ ref }] = policies;
  const without = withoutPolicy(context, ref);
  const sides = directionsOf(policies)
    .map((direction) => ({ direction, limiting: limitedBy(workload, direction, context) }))
    .filter(({ limiting }) => limiting.includes(policyId(ref)))
    .map(({ direction, limiting }) => ({ direction, others: limiting.filter((id) => id !== policyId(ref)) }));
  // What it calls rests on its own egress policies, who calls it on its ingress ones.
  const ends = directionsOf(policies).map((direction) => (direction === "egress" ? ("from" as const) : ("target" as const)));
  const resting = own.filter(({ json }) => ends.some((end) => json[end] === workload.id));
  const judged = resting.slice(0, Math.min(MOST_EACH, Math.ceil(MOST / among)));
  const changed = judged.flatMap(({ declared, json }) => {
    const { folded } = answer(declared, without);
    return folded.verdict === json.verdict ? [] : [{ id: json.id, verdict: folded.verdict, name: nameOf(json, workload.id) }];
  });
  const becoming = (verdict: (typeof changed)[number]["verdict"]): readonly string[] => changed.filter((one) => one.verdict === verdict).map(({ name }) => name);
  const becomes = { allow: becoming("allow"), deny: becoming("deny"), partial: becoming("partial"), unknown: becoming("unknown") };
  return {
    sentence: removalText({ name: ref.name, sides: sides.map(({ direction, others }) => ({ direction, others: others.map(policyTitle) })), becomes, judged: judged.length, total: resting.length }),
    opens: sides.filter(({ others }) => others.length === 0).map(({ direction }) => direction),
    allowed: becomes.allow.length,
    blocked: becomes.deny.length,
    otherwise: becomes.partial.length + becomes.unknown.length,
    changed: changed.map(({ id }) => id),
    judged: judged.length,
  };
}

/** The other end, as a sentence about the workload says it. */
const nameOf = ({ from, fromTitle, toTitle, port, protocol }: JudgedConnection["json"], workload: string): string =>
  from === workload ? `${toTitle} ${port}/${protocol.toLowerCase()}` : `${fromTitle} calling ${port}/${protocol.toLowerCase()}`;
