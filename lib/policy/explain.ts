import type { Direction, Policy } from "./algebra.ts";
import type { CompiledPolicies, TierPolicies } from "./compiled.ts";
import { type Connection, type Party, type PodParty, isOwnNode, isPolicedPod, orient, untoldOf } from "./endpoint.ts";
import { askTier, freedomOf } from "./freedom.ts";
import type { PeerOutcome } from "./peeroutcome.ts";
import type { Asking, RuleOutcome } from "./rules.ts";
import { type Ending, type TierOutcome, askedPolicies } from "./tiers.ts";
import type { Assumption, Missing, Truth } from "./uncertainty.ts";

export type Decision = "allow" | "deny" | "unknown";

/** What settled a direction. */
export type Ground =
  | { readonly kind: "not-policed"; readonly party: Party } // outside, a node, or in a node's network
  | { readonly kind: "loopback" }
  | { readonly kind: "own-node" }
  | { readonly kind: "open" } // no policy limits this direction
  | { readonly kind: "rule"; readonly outcome: RuleOutcome }
  | { readonly kind: "isolated"; readonly by: readonly Policy[] } // limited in one tier, where no rule allows
  | { readonly kind: "undecided" };

export interface DirectionExplanation {
  readonly direction: Direction;
  readonly decision: Decision;
  readonly ground: Ground;
  /** The policies that surely limit this direction. */
  readonly isolatedBy: readonly Policy[];
  /** In order, as far as they were asked. */
  readonly tiers: readonly TierOutcome[];
  /** Tiers with policies for this pod that were not reached, because an earlier one decided. */
  readonly notReached: readonly TierPolicies[];
  /** Policies about this pod that the engine does not enforce. */
  readonly notEnforced: readonly Policy[];
  readonly missing: readonly Missing[];
  readonly assumptions: readonly Assumption[];
}

export interface Explanation {
  readonly connection: Connection;
  readonly decision: Decision;
  readonly egress: DirectionExplanation;
  readonly ingress: DirectionExplanation;
}

/** Both ends have a say: the source's egress and the target's ingress must each allow. @param explain where much is asked, one that remembers */
export function explainConnection(connection: Connection, policies: CompiledPolicies, explain = explainDirection): Explanation {
  const egress = explain("egress", connection, policies);
  const ingress = explain("ingress", connection, policies);
  return { connection, decision: bothDecide(egress.decision, ingress.decision), egress, ingress };
}

/** A deny of either end is final; only then does a doubt of either end count. */
const bothDecide = (a: Decision, b: Decision): Decision =>
  a === "deny" || b === "deny" ? "deny" : a === "unknown" || b === "unknown" ? "unknown" : "allow";

export function explainDirection(direction: Direction, connection: Connection, policies: CompiledPolicies): DirectionExplanation {
  const { world } = policies;
  const { subject, peer } = orient(direction, connection);
  if (!isPolicedPod(subject.party)) return unpoliced(direction, subject.party, policies);
  const pod = subject.party;
  const isolatedBy = isolating(direction, pod, policies);
  const notEnforced = policies.notEnforcedFor(pod, direction);
  if (connection.loopback) return { ...settled(direction, { kind: "loopback" }), isolatedBy, notEnforced };
  const freedom = freedomOf(direction, pod, connection, { subject, peer }, world.engine);
  const asking: Asking = { direction, connection, world, lookups: () => policies.lookupsOf(pod) };
  const tiers: TierOutcome[] = [];
  const notReached: TierPolicies[] = [];
  const spared = new Set<TierOutcome>();
  let open: ReadonlySet<Ending> = new Set(["next"]);
  for (const asked of policies.tiersFor(pod, direction)) {
    if (!open.has("next")) {
      if (asked.policies.length > 0) notReached.push(asked);
      continue;
    }
    const { outcome, spared: isSpared } = askTier(asked, asking, freedom);
    if (isSpared) spared.add(outcome);
    tiers.push(outcome);
    open = new Set([...open].flatMap((ending) => (ending === "next" ? [...outcome.endings] : [ending])));
  }
  const doubts = policies.unplacedDoubts(pod, direction);
  const decision = doubts.length > 0 ? "unknown" : decide(open);
  const missing = decision === "unknown" ? [...doubts, ...tiers.flatMap((tier) => tier.missing)] : [];
  const ground = groundOf(decision, tiers, spared, { kind: connection.hairpin ? "loopback" : "own-node" });
  const untold = untoldOf(pod) ?? untoldOf(peer.party);
  const ownNodeAssumed: readonly Assumption[] = ground.kind === "own-node" ? [{ kind: "own-node-free", pod: pod.id, direction }]
    : isOwnNode(pod, peer.party) === "maybe" && !untold && decision === "deny" && couldSpare(tiers, world.engine.ownNodeIsFree[direction]) ? [{ kind: "own-node-not-applied", pod: nodeless(pod, peer.party) }]
    : [];
  return { direction, decision, ground, isolatedBy, tiers, notReached, notEnforced, missing, assumptions: [...assumed(tiers), ...ownNodeAssumed] };
}

/** Whether the tier that denies would have let a pod's own node through. */
const couldSpare = (tiers: readonly TierOutcome[], free: boolean): boolean => free && tiers.some(({ tier, endings }) => tier.sparesOwnNode && endings.has("deny"));

/** Whose node is not known, so that nobody can tell whether it is the pod's own. */
const nodeless = (pod: PodParty, other: Party): string => (pod.node !== undefined && other.kind === "pod" ? other.id : pod.id);

/** Outside, a node, or a pod in a node's network: only policies about nodes could limit it, and nobody judges those. */
function unpoliced(direction: Direction, party: Party, policies: CompiledPolicies): DirectionExplanation {
  const missing = policies.doubtsAbout(party, direction, false);
  if (missing.length === 0) return settled(direction, { kind: "not-policed", party });
  return { ...settled(direction, { kind: "undecided" }), decision: "unknown", missing };
}

/** What no tier decides is allowed. */
function decide(endings: ReadonlySet<Ending>): Decision {
  const canDeny = endings.has("deny");
  const canAllow = endings.has("allow") || endings.has("next");
  return canDeny && canAllow ? "unknown" : canDeny ? "deny" : "allow";
}

/** Where it is settled whatever the missing facts are, else where it could be; only a policy that surely exists is named. */
function groundOf(decision: Decision, tiers: readonly TierOutcome[], spared: ReadonlySet<TierOutcome>, whereSpared: Ground): Ground {
  if (decision === "unknown") return { kind: "undecided" };
  const deciding = tiers.filter(({ endings }) => endings.has(decision));
  for (const tier of [...deciding.filter(({ endings }) => endings.size === 1), ...deciding]) {
    const certain = tier.policies.filter(({ selecting }) => selecting.applies === "yes").flatMap(({ rules }) => rules);
    const rule = certain.find(({ match, rule }) => match === "yes" && rule.action === decision);
    if (rule) return { kind: "rule", outcome: rule };
    if (decision === "deny") return { kind: "isolated", by: tier.policies.filter(({ isolates, selecting }) => isolates && selecting.applies === "yes").map(({ selecting }) => selecting.policy) };
    if (spared.has(tier)) return whereSpared;
  }
  return { kind: "open" };
}

const isolating = (direction: Direction, pod: PodParty, policies: CompiledPolicies): readonly Policy[] =>
  policies.selecting(pod).filter(({ policy, applies }) => applies === "yes" && policy[direction]?.isolates === true).map(({ policy }) => policy);

const settled = (direction: Direction, ground: Ground): DirectionExplanation => ({
  direction, decision: "allow", ground, isolatedBy: [], tiers: [], notReached: [], notEnforced: [], missing: [], assumptions: [],
});

/** Only what bears on the answer: parts of policies, peers and ports that were asked, and whose match or miss was taken for granted. */
const assumed = (tiers: readonly TierOutcome[]): readonly Assumption[] =>
  tiers.flatMap((tier) => askedPolicies(tier).flatMap(({ selecting, rules }) => [
    ...selecting.assumed,
    ...rules.flatMap(({ peers, ports, portMatch, peerMatch, closedBy }) => [
      ...(portMatch ? telling(peers, peerMatch).flatMap((peer) => peer.assumed).filter(({ kind }) => kind !== "ip-block-and-pods" || isNetworkPolicy(selecting.policy)) : []),
      ...(peerMatch === "no" ? [] : ports.flatMap(({ assumed: one }) => (one ? [one] : []))),
      ...(closedBy === undefined ? [] : [{ kind: "except-overrides", cidr: closedBy } as const]),
    ]),
  ]));

/** Where one peer matches, nobody asks why another does not. */
const telling = (peers: readonly PeerOutcome[], match: Truth): readonly PeerOutcome[] => (match === "yes" ? peers.filter((peer) => peer.match === "yes") : peers);

/** Of other APIs the text says whether a block means pods. */
const isNetworkPolicy = ({ ref }: Policy): boolean => ref.apiVersion === "networking.k8s.io/v1";
