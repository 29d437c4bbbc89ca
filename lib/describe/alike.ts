import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import type { Policy } from "#lib/policy/algebra.ts";
import type { CompiledPolicies } from "#lib/policy/compiled.ts";
import { type Requirement, firstUnmet } from "#lib/policy/selector.ts";
import { selectorText } from "./selectors.ts";
import { listOf } from "./words.ts";

/** `…x2k4q` of `api-client-7d9f8c6b5d-x2k4q`; a name without parts stays whole. */
const shortPod = (name: string): string => (/-[^-]*-[^-]*$/.test(name) ? `…${name.slice(name.lastIndexOf("-") + 1)}` : name);

/**
 * Why policies tell some pods from others: `pod …x2k4q lacks label tier=web`. Undefined where no selector by labels does.
 *
 * @param pods that are told apart, all selected by the same policies
 * @param others with which they are compared
 */
export function differenceText(pods: readonly Inhabitant[], others: readonly Inhabitant[], policies: CompiledPolicies): string | undefined {
  const [pod, other] = [pods[0], others[0]];
  if (!pod || !other) return undefined;
  const who = pods.length === 1 ? `pod ${shortPod(pod.fact.name)}` : `pods ${listOf(pods.map(({ fact }) => shortPod(fact.name)))}`;
  const [ours, theirs] = [selecting(pod, policies), selecting(other, policies)];
  const lacked = theirs.filter((policy) => !ours.includes(policy)).flatMap((policy) => unmet(policy, pod) ?? []);
  const extra = ours.filter((policy) => !theirs.includes(policy)).flatMap((policy) => unmet(policy, other) ?? []);
  const [lack] = lacked;
  if (lack) return `${who} ${pods.length === 1 ? lackText(lack, pod) : lackText(lack, pod).replace(/^lacks /, "lack ").replace(/^has /, "have ")}`;
  const [more] = extra;
  return more && `${who} ${pods.length === 1 ? "has" : "have"} ${selectorText([more])}, which ${others.length === 1 ? "the other lacks" : "the others lack"}`;
}

const selecting = ({ party }: Inhabitant, policies: CompiledPolicies): readonly Policy[] => policies.selecting(party).map(({ policy }) => policy);

const unmet = ({ subject }: Policy, { party, fact }: Inhabitant): Requirement | undefined => {
  const own = { name: fact.name, labels: party.labels, known: true };
  return firstUnmet(subject.pods, { own, namespace: party.namespace, serviceAccount: party.serviceAccount });
};

function lackText(requirement: Requirement, { party }: Inhabitant): string {
  const wanted = selectorText([requirement]);
  const has = requirement.operator === "AnyOf" || requirement.of !== undefined ? undefined : party.labels.get(requirement.key);
  if (requirement.operator === "In" && has !== undefined) return `has ${requirement.key}=${has}, not ${wanted}`;
  return requirement.operator === "In" || requirement.operator === "Exists" ? `lacks label ${wanted}` : `is not selected by ${wanted}`;
}
