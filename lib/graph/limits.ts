import type { Context } from "#lib/check/context.ts";
import type { Inhabitant, WorkloadView } from "#lib/cluster/inhabitants.ts";
import { policyId } from "#lib/describe/policyids.ts";
import type { Direction, Policy } from "#lib/policy/algebra.ts";

/** What limits somebody, by ids of policies; open is only what surely nobody limits. */
export interface Limits {
  readonly egressLimitedBy: string[];
  readonly ingressLimitedBy: string[];
  readonly egressOpen: boolean;
  readonly ingressOpen: boolean;
}

/** Of pods of which each is like the others to every policy: one of them speaks for all. */
export function limitsOf(inhabitant: Inhabitant, context: Context): Limits {
  const one = { inhabitants: [inhabitant] };
  return {
    egressLimitedBy: limitedBy(one, "egress", context), ingressLimitedBy: limitedBy(one, "ingress", context),
    egressOpen: isOpen(one, "egress", context), ingressOpen: isOpen(one, "ingress", context),
  };
}

export const isLimited = ({ egressLimitedBy, ingressLimitedBy }: Pick<Limits, "egressLimitedBy" | "ingressLimitedBy">): boolean => egressLimitedBy.length + ingressLimitedBy.length > 0;

/** The policies that limit any of its pods; replicas can differ while a rollout goes on. */
export function limitedBy({ inhabitants }: Pick<WorkloadView, "inhabitants">, direction: Direction, { policies }: Context): string[] {
  const limiting = inhabitants.flatMap(({ party }) => policies.selecting(party)).filter(({ policy, applies }) => applies === "yes" && limits(policy, direction));
  return [...new Set(limiting.map(({ policy }) => policyId(policy.ref)))];
}

/** Whether a policy can block anything: who isolates, and who has a rule that denies. */
const limits = (policy: Policy, direction: Direction): boolean =>
  policy[direction]?.isolates === true || (policy[direction]?.rules.some(({ action }) => action === "deny") ?? false);

/** Whether surely nobody limits it: no policy, not even a doubtful one, and nothing that is not evaluated. */
export function isOpen({ inhabitants }: Pick<WorkloadView, "inhabitants">, direction: Direction, { policies }: Context): boolean {
  return inhabitants.every(({ party }) => {
    const limiting = policies.selecting(party).some(({ policy }) => limits(policy, direction));
    return !limiting && policies.doubtsAbout(party, direction, false).length === 0;
  });
}
