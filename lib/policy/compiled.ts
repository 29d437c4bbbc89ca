import type { Direction, Policy, Tier } from "./algebra.ts";
import type { Touches } from "./dialect.ts";
import { type PodParty, isPolicedPod } from "./endpoint.ts";
import { matchNamespace } from "./namespaces.ts";
import { selects } from "./selector.ts";
import type { Missing, Truth } from "./uncertainty.ts";

/** A policy that selects a pod, surely or perhaps. */
export interface Selecting {
  readonly policy: Policy;
  readonly applies: Exclude<Truth, "no">;
  readonly missing: readonly Missing[];
}

export interface TierPolicies {
  readonly tier: Tier;
  readonly policies: readonly Selecting[];
}

/** A policy that may be there or may mean something, and that nobody evaluates. */
export interface Doubt {
  readonly touches: Touches;
  /** `unlimited`: only where no policy isolates (a Baseline policy). */
  readonly couldChange: "any" | "unlimited";
  readonly missing: Missing;
}

/** All policies of one snapshot, ready to be asked who selects a pod. Answers are remembered: facts do not change. */
export class CompiledPolicies {
  readonly all: readonly Policy[];
  readonly #tiers: readonly Tier[];
  readonly #byNamespace: ReadonlyMap<string, readonly Policy[]>;
  readonly #anywhere: readonly Policy[];
  readonly #doubts: readonly Doubt[];
  readonly #remembered = new WeakMap<PodParty, readonly Selecting[]>();

  constructor(policies: readonly Policy[], doubts: readonly Doubt[] = []) {
    this.all = policies;
    this.#doubts = doubts;
    this.#tiers = [...new Map(policies.map(({ tier }) => [tier.name, tier])).values()].sort((a, b) => a.position - b.position);
    this.#byNamespace = Map.groupBy(
      policies.filter(({ subject }) => subject.namespaces.kind === "named"),
      ({ subject }) => (subject.namespaces.kind === "named" ? subject.namespaces.name : ""),
    );
    this.#anywhere = policies.filter(({ subject }) => subject.namespaces.kind === "selected");
  }

  /** Every policy that selects the pod, whatever its directions; none for a pod in its node's network. */
  selecting(pod: PodParty): readonly Selecting[] {
    const known = this.#remembered.get(pod);
    if (known) return known;
    const found = isPolicedPod(pod) ? this.#candidates(pod).flatMap((policy) => select(policy, pod)) : [];
    this.#remembered.set(pod, found);
    return found;
  }

  /** The tiers in the order they are asked, each with the policies that have rules for this pod and direction. */
  tiersFor(pod: PodParty, direction: Direction): readonly TierPolicies[] {
    const selecting = this.selecting(pod).filter(({ policy }) => policy[direction] !== undefined);
    return this.#tiers.map((tier) => ({ tier, policies: selecting.filter(({ policy }) => policy.tier.name === tier.name) }));
  }

  /** What is missing for a verdict about this pod, whatever its policies say. */
  doubtsAbout(pod: PodParty, isolated: boolean): readonly Missing[] {
    return this.#doubts
      .filter(({ couldChange, touches }) => (couldChange === "any" || !isolated) && touchesPod(touches, pod))
      .map(({ missing }) => missing);
  }

  #candidates(pod: PodParty): readonly Policy[] {
    return [...(this.#byNamespace.get(pod.namespace.name) ?? []), ...this.#anywhere];
  }
}

/** Whether a policy could have been about the pod, as far as its subject can be read. */
export function touchesPod({ namespace, subject }: Touches, pod: PodParty): boolean {
  if (!isPolicedPod(pod)) return false;
  if (subject) return matchNamespace(subject.namespaces, pod.namespace).match !== "no" && selects(subject.pods, pod.labels);
  return namespace === "" || namespace === pod.namespace.name;
}

function select(policy: Policy, pod: PodParty): readonly Selecting[] {
  const namespace = matchNamespace(policy.subject.namespaces, pod.namespace);
  if (namespace.match === "no" || !selects(policy.subject.pods, pod.labels)) return [];
  const missing: Missing[] = [
    ...(namespace.missing ? [namespace.missing] : []),
    ...(policy.standing === "doubtful" ? [{ kind: "doubtful-policy", policy: policy.ref } as const] : []),
  ];
  return [{ policy, applies: missing.length === 0 ? "yes" : "maybe", missing }];
}
