import type { Context } from "#lib/check/context.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { DIRECTIONS, type Direction, type Policy } from "#lib/policy/algebra.ts";
import type { Card } from "./card.ts";

export type Limits = Pick<Card, "egressLimitedBy" | "ingressLimitedBy" | "egressOpen" | "ingressOpen">;

/** What limits a pod. Open is only what surely nobody limits: no policy, not even a doubtful one, and nothing that is not evaluated. */
export function limitsOf({ party }: Inhabitant, { policies }: Context): Limits {
  const selecting = policies.selecting(party);
  const [egress, ingress] = DIRECTIONS.map((direction) => {
    const limiting = selecting.filter(({ policy }) => limits(policy, direction));
    return {
      by: [...new Set(limiting.filter(({ applies }) => applies === "yes").map(({ policy }) => policyId(policy.ref)))],
      open: limiting.length === 0 && policies.doubtsAbout(party, direction, false).length === 0,
    };
  });
  return { egressLimitedBy: egress?.by ?? [], ingressLimitedBy: ingress?.by ?? [], egressOpen: egress?.open ?? false, ingressOpen: ingress?.open ?? false };
}

/** Whether a policy can block anything: who isolates, and who has a rule that denies. */
const limits = (policy: Policy, direction: Direction): boolean =>
  policy[direction]?.isolates === true || (policy[direction]?.rules.some(({ action }) => action === "deny") ?? false);

export const isLimited = ({ egressLimitedBy, ingressLimitedBy }: Limits): boolean => egressLimitedBy.length + ingressLimitedBy.length > 0;
