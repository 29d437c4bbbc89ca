import type { Direction, Policy } from "./algebra.ts";
import type { CompiledPolicies } from "./compiled.ts";
import { type Connection, type Party, type PodParty, isPolicedPod, nodeOf, orient } from "./endpoint.ts";
import type { Engine } from "./engines.ts";
import type { RuleOutcome } from "./rules.ts";
import { type Ending, type TierOutcome, explainTier } from "./tiers.ts";
import type { Assumption, Missing } from "./uncertainty.ts";

export type Decision = "allow" | "deny" | "unknown";

/** What settled a direction. */
export type Ground =
  | { readonly kind: "not-policed"; readonly party: Party } // outside, a node, or in a node's network
  | { readonly kind: "loopback" }
  | { readonly kind: "own-node" }
  | { readonly kind: "open" } // no policy limits this direction
  | { readonly kind: "rule"; readonly outcome: RuleOutcome }
  | { readonly kind: "isolated" } // limited, and no rule allows
  | { readonly kind: "undecided" };

export interface DirectionExplanation {
  readonly direction: Direction;
  readonly decision: Decision;
  readonly ground: Ground;
  /** The policies that surely limit this direction. */
  readonly isolatedBy: readonly Policy[];
  readonly tiers: readonly TierOutcome[];
  readonly missing: readonly Missing[];
  readonly assumptions: readonly Assumption[];
}

export interface Explanation {
  readonly connection: Connection;
  readonly decision: Decision;
  readonly egress: DirectionExplanation;
  readonly ingress: DirectionExplanation;
}

/** Both ends have a say: the source's egress and the target's ingress must each allow. */
export function explainConnection(connection: Connection, policies: CompiledPolicies, engine: Engine): Explanation {
  const egress = explainDirection("egress", connection, policies, engine);
  const ingress = explainDirection("ingress", connection, policies, engine);
  return { connection, decision: bothDecide(egress.decision, ingress.decision), egress, ingress };
}

/** A deny of either end is final; only then does a doubt of either end count. */
const bothDecide = (a: Decision, b: Decision): Decision =>
  a === "deny" || b === "deny" ? "deny" : a === "unknown" || b === "unknown" ? "unknown" : "allow";

export function explainDirection(direction: Direction, connection: Connection, policies: CompiledPolicies, engine: Engine): DirectionExplanation {
  const { subject, peer } = orient(direction, connection);
  if (!isPolicedPod(subject.party)) return settled(direction, { kind: "not-policed", party: subject.party });
  const isolatedBy = isolating(direction, subject.party, policies);
  if (connection.loopback) return { ...settled(direction, { kind: "loopback" }), isolatedBy };
  const ownNode = meetsOwnNode(subject.party, peer.party);
  const free = ownNode === "yes" && engine.ownNodeIsFree[direction];
  const tiers: TierOutcome[] = [];
  const spared = new Set<TierOutcome>();
  let open: ReadonlySet<Ending> = new Set(["next"]);
  for (const { tier, policies: selecting } of policies.tiersFor(subject.party, direction)) {
    if (!open.has("next")) break;
    const asked = explainTier(tier, selecting, direction, connection, engine);
    const spares = free && tier.sparesOwnNode && asked.endings.has("deny");
    const outcome = spares ? withoutDeny(asked) : asked;
    if (spares) spared.add(outcome);
    tiers.push(outcome);
    open = new Set([...open].flatMap((ending) => (ending === "next" ? [...outcome.endings] : [ending])));
  }
  const doubts = policies.doubtsAbout(subject.party, isolatedBy.length > 0);
  const decision = doubts.length > 0 ? "unknown" : decide(open);
  const missing = decision === "unknown" ? [...doubts, ...tiers.flatMap((tier) => tier.missing)] : [];
  const ground = groundOf(decision, tiers, spared);
  const ownNodeAssumed: readonly Assumption[] = ground.kind === "own-node" ? [{ kind: "own-node-free", pod: subject.party.id, direction }]
    : ownNode === "maybe" && decision === "deny" ? [{ kind: "own-node-not-applied", pod: subject.party.id }]
    : [];
  return { direction, decision, ground, isolatedBy, tiers, missing, assumptions: [...assumed(tiers), ...ownNodeAssumed] };
}

/** Where a tier would deny a pod its own node, it allows: whatever is doubtful about its policies. */
function withoutDeny(outcome: TierOutcome): TierOutcome {
  const endings = new Set([...outcome.endings].map((ending) => (ending === "deny" ? "allow" : ending)));
  return { ...outcome, endings };
}

/** What no tier decides is allowed. */
function decide(endings: ReadonlySet<Ending>): Decision {
  const canDeny = endings.has("deny");
  const canAllow = endings.has("allow") || endings.has("next");
  return canDeny && canAllow ? "unknown" : canDeny ? "deny" : "allow";
}

/** Where it is settled whatever the missing facts are, else where it could be; only a policy that surely exists is named. */
function groundOf(decision: Decision, tiers: readonly TierOutcome[], spared: ReadonlySet<TierOutcome>): Ground {
  if (decision === "unknown") return { kind: "undecided" };
  const deciding = tiers.filter(({ endings }) => endings.has(decision));
  for (const tier of [...deciding.filter(({ endings }) => endings.size === 1), ...deciding]) {
    const certain = tier.policies.filter(({ selecting }) => selecting.applies === "yes").flatMap(({ rules }) => rules);
    const rule = certain.find(({ match, rule }) => match === "yes" && rule.action === decision);
    if (rule) return { kind: "rule", outcome: rule };
    if (decision === "deny") return { kind: "isolated" };
    if (spared.has(tier)) return { kind: "own-node" };
  }
  return { kind: "open" };
}

const isolating = (direction: Direction, pod: PodParty, policies: CompiledPolicies): readonly Policy[] =>
  policies.selecting(pod).filter(({ policy, applies }) => applies === "yes" && policy[direction]?.isolates === true).map(({ policy }) => policy);

/** `maybe` where the pod's node is not known and the peer is a node. */
function meetsOwnNode(pod: PodParty, peer: Party): "yes" | "no" | "maybe" {
  const node = nodeOf(peer);
  if (peer.kind === "outside" || isPolicedPod(peer)) return "no";
  if (pod.node === undefined || node === undefined) return "maybe";
  return node === pod.node ? "yes" : "no";
}

const settled = (direction: Direction, ground: Ground): DirectionExplanation => ({
  direction, decision: "allow", ground, isolatedBy: [], tiers: [], missing: [], assumptions: [],
});

/** Only what bears on the answer: peers whose match or miss was taken for granted. */
const assumed = (tiers: readonly TierOutcome[]): readonly Assumption[] =>
  tiers.flatMap(({ policies }) => policies.flatMap(({ rules }) => rules.flatMap(({ peers, portMatch }) => (portMatch ? peers.flatMap((peer) => (peer.assumed ? [peer.assumed] : [])) : []))));
