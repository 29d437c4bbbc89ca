import { type Arranged, arrange, featuresIn } from "./arrange.ts";
import type { Direction, Policy, Tier } from "./algebra.ts";
import type { Doubt, Enforcement, Support, Touches } from "./dialect.ts";
import { enforcementOf, enforcementOfKind } from "./dialects.ts";
import { type Party, type PodParty, isPolicedPod, nodeOf } from "./endpoint.ts";
import { ENGINES, type Engine } from "./engines.ts";
import { type Hidden, hiddenBy } from "./hidden.ts";
import { matchNamespace } from "./namespaces.ts";
import type { Lookup } from "./peeroutcome.ts";
import { matchSelector } from "./selector.ts";
import { NOTHING_AROUND, type Surroundings } from "./surroundings.ts";
import type { Assumption, Missing, Truth } from "./uncertainty.ts";
import { World } from "./world.ts";

/** A policy that selects a pod, surely or perhaps. */
export interface Selecting {
  readonly policy: Policy;
  readonly applies: Exclude<Truth, "no">;
  readonly missing: readonly Missing[];
  readonly assumed: readonly Assumption[];
}

export interface TierPolicies {
  readonly tier: Tier;
  readonly policies: readonly Selecting[];
  /** What there may be beside them. */
  readonly hidden: readonly Hidden[];
}

export interface Setting {
  readonly doubts?: readonly Doubt[];
  readonly supports?: readonly Support[];
  readonly around?: Surroundings;
  readonly engine?: Engine;
  /** Whether somebody said which engine it is. */
  readonly engineIsTold?: boolean;
}

/** All policies of one cluster under one engine, ready to be asked who selects a pod. Answers are remembered: facts do not change. */
export class CompiledPolicies {
  readonly world: World;
  /** Those that the engine enforces, as it arranges them. */
  readonly all: readonly Policy[];
  readonly notEnforced: readonly Policy[];
  /** Those that the API server rejects for want of a part of the API. */
  readonly rejected: readonly Policy[];
  readonly #tiers: readonly Tier[];
  readonly #byNamespace: ReadonlyMap<string, readonly Arranged[]>;
  readonly #anywhere: readonly Arranged[];
  readonly #doubts: readonly Doubt[];
  /** Of the doubts about policies of a tier that is known: where they would stand. */
  readonly #hidden: ReadonlyMap<Doubt, Hidden>;
  readonly #remembered = new WeakMap<PodParty, readonly Selecting[]>();
  readonly #lookups = new WeakMap<PodParty, readonly Lookup[]>();

  constructor(policies: readonly Policy[], { doubts = [], supports = [], around = NOTHING_AROUND, engine = ENGINES.kubernetes, engineIsTold = true }: Setting = {}) {
    const features = featuresIn(supports);
    const arrangement = arrange(policies, { supports, features, engine, engineIsTold, unread: around.unread });
    this.world = new World(engine, around, features);
    this.all = arrangement.policies.map(({ policy }) => policy);
    this.notEnforced = arrangement.notEnforced;
    this.rejected = arrangement.rejected;
    this.#doubts = [...doubts.filter((doubt) => !engineIsTold || enforcementOfDoubted(doubt, engine) !== "no"), ...arrangement.doubts];
    const placed = this.#doubts.filter((doubt) => doubt.couldChange === "unlimited" || enforcementOfDoubted(doubt, engine) === "yes").map((doubt) => [doubt, hiddenBy(doubt, engine)] as const);
    this.#hidden = new Map(placed.flatMap(([doubt, hidden]) => (hidden ? [[doubt, hidden] as const] : [])));
    this.#tiers = [...new Map([...[...this.#hidden.values()].map(({ tier }) => tier), ...this.all.map(({ tier }) => tier)].map((tier) => [tier.name, tier])).values()].sort(inOrder);
    this.#byNamespace = Map.groupBy(arrangement.policies.filter(({ policy }) => homeOf(policy) !== undefined), ({ policy }) => homeOf(policy) ?? "");
    this.#anywhere = arrangement.policies.filter(({ policy }) => homeOf(policy) === undefined);
  }

  /** Every policy that selects the pod, whatever its directions; none for a pod in its node's network. */
  selecting(pod: PodParty): readonly Selecting[] {
    const known = this.#remembered.get(pod);
    if (known) return known;
    const found = isPolicedPod(pod) ? this.#candidates(pod).flatMap((arranged) => this.#select(arranged, pod)) : [];
    this.#remembered.set(pod, found);
    return found;
  }

  /** The tiers in the order they are asked, each with the policies that have rules for this pod and direction. */
  tiersFor(pod: PodParty, direction: Direction): readonly TierPolicies[] {
    const selecting = this.selecting(pod).filter(({ policy }) => policy[direction] !== undefined);
    const hidden = this.#doubtsOf(pod, direction).flatMap((doubt) => this.#hidden.get(doubt) ?? []);
    return this.#tiers.map((tier) => ({ tier, policies: selecting.filter(({ policy }) => policy.tier.name === tier.name), hidden: hidden.filter((one) => one.tier.name === tier.name) }));
  }

  /** The policies that would speak for the pod and direction if the engine knew them. */
  notEnforcedFor(pod: PodParty, direction: Direction): readonly Policy[] {
    return this.notEnforced.filter((policy) => policy[direction] !== undefined && this.#touchesPod({ kind: "pods", namespace: policy.ref.namespace, subject: policy.subject }, pod));
  }

  /** What could change a verdict about this party. @param isolated whether policies that surely exist limit it */
  doubtsAbout(party: Party, direction: Direction, isolated: boolean): readonly Missing[] {
    return this.#doubtsOf(party, direction).filter(({ couldChange }) => couldChange !== "unlimited" || !isolated).map(({ missing }) => missing);
  }

  /** What is missing for a verdict about this party, whatever its policies say: nobody knows when it would be asked. */
  unplacedDoubts(party: Party, direction: Direction): readonly Missing[] {
    return this.#doubtsOf(party, direction).filter((doubt) => !this.#hidden.has(doubt)).map(({ missing }) => missing);
  }

  /** Whether a policy could have been about somebody, as far as its subject can be read. */
  touches(touches: Touches, party: Party): boolean {
    if (touches.kind === "pods") return party.kind === "pod" && this.#touchesPod(touches, party);
    if (party.kind === "outside" || isPolicedPod(party)) return false;
    const node = nodeOf(party);
    return node === undefined || matchSelector(touches.selector, { own: this.world.node(node) }).match !== "no";
  }

  /** The names whose lookups the engine sees, by the pod's rules for DNS queries. */
  lookupsOf(pod: PodParty): readonly Lookup[] {
    const known = this.#lookups.get(pod);
    if (known) return known;
    const rules = this.selecting(pod).flatMap(({ policy, missing }) => (policy.egress?.rules ?? []).map((rule) => ({ rule, missing })));
    const found = rules.flatMap(({ rule: { action, beyond }, missing }) => (action === "allow" && beyond?.kind === "dns" ? beyond.names.map((pattern) => ({ pattern, missing })) : []));
    this.#lookups.set(pod, found);
    return found;
  }

  #doubtsOf(party: Party, direction: Direction): readonly Doubt[] {
    return this.#doubts.filter(({ directions, touches }) => (directions?.includes(direction) ?? true) && this.touches(touches, party));
  }

  /** A pod of a namespace that itself is not known is asked about with the policies of them all. */
  #candidates({ namespace }: PodParty): readonly Arranged[] {
    const own = namespace.among ? [...this.#byNamespace.values()].flat() : (this.#byNamespace.get(namespace.name) ?? []);
    return [...own, ...this.#anywhere];
  }

  #touchesPod({ namespace, except = [], subject }: Extract<Touches, { kind: "pods" }>, pod: PodParty): boolean {
    if (!isPolicedPod(pod)) return false;
    if (subject) return matchNamespace(subject.namespaces, pod.namespace).match !== "no" && matchSelector(subject.pods, this.world.bearerOf(pod)).match !== "no";
    return namespace === "" ? !except.includes(pod.namespace.name) : matchNamespace({ kind: "named", name: namespace }, pod.namespace).match !== "no";
  }

  #select({ policy, open, assumed }: Arranged, pod: PodParty): readonly Selecting[] {
    const namespace = matchNamespace(policy.subject.namespaces, pod.namespace);
    if (namespace.match === "no") return [];
    const labels = matchSelector(policy.subject.pods, this.world.bearerOf(pod));
    if (labels.match === "no") return [];
    const missing: readonly Missing[] = [...namespace.missing, ...labels.missing, ...open];
    return [{ policy, applies: missing.length === 0 ? "yes" : "maybe", missing, assumed }];
  }
}

/** Whether the engine enforces what is in doubt; of what nobody can name it is taken that it does. */
function enforcementOfDoubted({ missing }: Doubt, engine: Engine): Enforcement {
  if (engine.name === "none") return "no";
  if (missing.kind === "unreadable-kind") return enforcementOfKind(missing.group, missing.kindNamed, engine.name);
  return "policy" in missing ? enforcementOf(missing.policy, engine.name) : "yes";
}

const inOrder = (a: Tier, b: Tier): number => (a.position === b.position ? (a.name < b.name ? -1 : 1) : a.position - b.position);

const homeOf = ({ subject: { namespaces } }: Policy): string | undefined => (namespaces.kind === "named" ? namespaces.name : undefined);
