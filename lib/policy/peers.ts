import { contains } from "#lib/net/cidr.ts";
import type { Peer } from "./algebra.ts";
import { isOnEitherNode, matchEntity } from "./entities.ts";
import { type Dialled, type Endpoint, type PodParty, isPolicedPod, nodeOf } from "./endpoint.ts";
import { leavesOut } from "./labelfilter.ts";
import { matchNames } from "./namedpeers.ts";
import type { NamePattern } from "./names.ts";
import { matchNamespace } from "./namespaces.ts";
import { firstUnmet, matchSelector, selects } from "./selector.ts";
import { type Assumption, type Missing, type Truth, anyTrue, bothTrue, notTrue } from "./uncertainty.ts";
import type { World } from "./world.ts";

/** Why a peer does not match. */
export type PeerMiss =
  | { readonly kind: "family" }
  | { readonly kind: "outside-cidr" }
  | { readonly kind: "excepted"; readonly by: string }
  | { readonly kind: "not-by-address" } // the engine does not match this party by address
  | { readonly kind: "not-a-pod" }
  | { readonly kind: "host-network" }
  | { readonly kind: "namespace" }
  | { readonly kind: "labels" }
  | { readonly kind: "namespace-and-labels" }
  | { readonly kind: "not-a-node" }
  | { readonly kind: "node-labels" }
  | { readonly kind: "elsewhere" } // an entity that the party is not
  | { readonly kind: "not-by-name" } // names lead to addresses outside the cluster
  | { readonly kind: "other-name" }
  | { readonly kind: "lookup-not-policed" } // the engine never sees the lookup of the name
  | { readonly kind: "nobody" } // an empty list
  | { readonly kind: "unlisted" } // no list or Service that is meant contains it
  | { readonly kind: "negated" } // what the rule leaves out
  | { readonly kind: "none-of" }; // none of several

export interface PeerOutcome {
  readonly peer: Peer;
  readonly match: Truth;
  readonly miss?: PeerMiss;
  readonly missing: readonly Missing[];
  readonly assumed: readonly Assumption[];
}

/** Who meets whom, as one side's policies see it. */
export interface Meeting {
  /** Whom the policies are about. */
  readonly subject: Endpoint;
  /** Whose match is asked. */
  readonly other: Endpoint;
  readonly world: World;
  /** The names whose lookups the engine sees, by the subject's own rules for DNS queries. */
  readonly lookups: () => readonly Lookup[];
}

/** Names whose lookups the engine sees; `missing`: why it perhaps does not. */
export interface Lookup {
  readonly pattern: NamePattern;
  readonly missing: readonly Missing[];
}

export const yes = (peer: Peer, ...assumed: readonly Assumption[]): PeerOutcome => ({ peer, match: "yes", missing: [], assumed });
export const no = (peer: Peer, kind: Exclude<PeerMiss["kind"], "excepted">, ...assumed: readonly Assumption[]): PeerOutcome => ({ peer, match: "no", miss: { kind }, missing: [], assumed });
export const maybe = (peer: Peer, ...missing: readonly Missing[]): PeerOutcome => ({ peer, match: "maybe", missing, assumed: [] });

export function matchPeer(peer: Peer, meeting: Meeting): PeerOutcome {
  switch (peer.kind) {
    case "anyone":
      return yes(peer);
    case "cidr":
      return matchCidr(peer, meeting);
    case "pods":
      return matchPods(peer, meeting);
    case "nodes":
      return matchNodes(peer, meeting);
    case "entity":
      return matchEntity(peer, meeting);
    case "names":
      return matchNames(peer, meeting);
    case "listed":
    case "services":
      return matchAny(peer, meeting.world.references.contentsOf(peer), meeting, "unlisted");
    case "untold":
      return maybe(peer, peer.missing);
    case "any":
      return matchAny(peer, peer.of, meeting, peer.of.length === 0 ? "nobody" : "none-of");
    case "all":
      return matchAll(peer, meeting);
    case "not": {
      const inner = matchPeer(peer.of, meeting);
      const untold = inner.match === "no" ? inner.assumed.flatMap(withoutObject) : [];
      if (untold.length > 0) return maybe(peer, ...untold);
      const match = notTrue(inner.match);
      return { peer, match, ...(match === "no" && { miss: { kind: "negated" } }), missing: inner.missing, assumed: inner.assumed };
    }
  }
}

/** A demand on what is not in the input is taken not to hold; turned round it would open what may be closed. */
const withoutObject = (assumption: Assumption): readonly Missing[] =>
  assumption.kind === "without-object" ? [{ kind: "labels", of: assumption.of, name: assumption.name, key: assumption.key }] : [];

export const anyMatch = (outcomes: readonly PeerOutcome[]): Truth => (isOnEitherNode(outcomes) ? "yes" : anyTrue(outcomes.map(({ match }) => match)));

/** One of several: why the only one fails is why all do. */
function matchAny(peer: Peer, parts: readonly Peer[], meeting: Meeting, none: "nobody" | "unlisted" | "none-of"): PeerOutcome {
  const outcomes = parts.map((part) => matchPeer(part, meeting));
  const match = anyMatch(outcomes);
  const telling = outcomes.filter((outcome) => outcome.match === match);
  const [only, second] = outcomes;
  const miss: PeerMiss = only?.miss && !second && none !== "unlisted" ? only.miss : { kind: none };
  return { peer, match, ...(match === "no" && { miss }), missing: telling.flatMap(({ missing }) => missing), assumed: telling.flatMap(({ assumed }) => assumed) };
}

function matchAll(peer: Extract<Peer, { kind: "all" }>, meeting: Meeting): PeerOutcome {
  const outcomes = peer.of.map((part) => matchPeer(part, meeting));
  const match = outcomes.map((outcome) => outcome.match).reduce<Truth>(bothTrue, "yes");
  const failed = outcomes.find((outcome) => outcome.match === "no");
  const telling = failed ? [failed] : outcomes;
  return { peer, match, ...(failed?.miss && { miss: failed.miss }), missing: telling.flatMap(({ missing }) => missing), assumed: telling.flatMap(({ assumed }) => assumed) };
}

function matchCidr(peer: Extract<Peer, { kind: "cidr" }>, { other, world: { engine } }: Meeting): PeerOutcome {
  const seen = engine.egressSees === "service" ? other.dialled : undefined;
  if (seen && !seen.address) return maybe(peer, { kind: "service-address" });
  const address = seen?.address ?? other.address;
  if (peer.cidr.family !== address.family) return no(peer, "family");
  if (!contains(peer.cidr, address)) return no(peer, "outside-cidr");
  const hole = peer.except.find((block) => contains(block, address));
  if (hole) return { peer, match: "no", miss: { kind: "excepted", by: hole.text }, missing: [], assumed: [] };
  if (peer.disputed) return maybe(peer, { kind: "disputed-cidr", cidr: peer.cidr.text });
  if (seen) return yes(peer);
  if (isPolicedPod(other.party)) {
    const assumed: Assumption = { kind: "ip-block-and-pods", cidr: peer.cidr.text, matches: engine.ipBlockMatchesPods };
    return engine.ipBlockMatchesPods ? yes(peer, assumed) : no(peer, "not-by-address", assumed);
  }
  return other.party.kind !== "outside" && !engine.ipBlockMatchesNodes ? no(peer, "not-by-address") : yes(peer);
}

/** Label peers see pods and nothing else: no Services, no nodes, no addresses outside. */
function matchPods(peer: Extract<Peer, { kind: "pods" }>, meeting: Meeting): PeerOutcome {
  const { other, world } = meeting;
  const { party } = other;
  if (isPolicedPod(party)) {
    if (world.engine.egressSees === "service" && other.dialled) return matchDialled(peer, party, other.dialled);
    return matchPod(peer, party, world);
  }
  const node = nodeOf(party);
  const sharing = [...(party.kind === "pod" ? [party] : []), ...(node === undefined ? [] : world.hostPodsOf(node))];
  const neighbour = world.engine.labelsAdmitNodes ? sharing.find((pod) => matchPod(peer, pod, world).match === "yes") : undefined;
  if (neighbour) return yes(peer, { kind: "node-by-labels", pod: neighbour.id });
  return no(peer, party.kind === "pod" ? "host-network" : "not-a-pod");
}

/** An engine that looks before a Service's translation admits the Service's address where the labels hold for its selector (semantics §1.9). */
function matchDialled(peer: Extract<Peer, { kind: "pods" }>, { namespace }: PodParty, { selector }: Dialled): PeerOutcome {
  if (selector === undefined || !selects(peer.pods, selector)) return no(peer, "not-by-address");
  const { match, missing, assumed } = matchNamespace(peer.namespaces, namespace);
  return match === "no" ? no(peer, "namespace", ...assumed) : { peer, match, missing, assumed };
}

function matchPod(peer: Extract<Peer, { kind: "pods" }>, pod: PodParty, world: World): PeerOutcome {
  const namespace = matchNamespace(peer.namespaces, pod.namespace);
  const bearer = world.bearerOf(pod);
  const labels = matchSelector(peer.pods, bearer);
  if (namespace.match === "no") {
    const matches = labels.match !== "no";
    return no(peer, matches ? "namespace" : "namespace-and-labels", ...(matches ? namespace.assumed : []));
  }
  if (labels.match === "no") {
    const unmet = firstUnmet(peer.pods, bearer);
    const key = unmet && "key" in unmet && unmet.of === undefined && leavesOut(world.engine.identity, unmet.key) && pod.labels.has(unmet.key) ? unmet.key : undefined;
    return no(peer, "labels", ...labels.assumed, ...(key === undefined ? [] : [{ kind: "label-left-out", key } as const]));
  }
  return { peer, match: bothTrue(namespace.match, labels.match), missing: [...namespace.missing, ...labels.missing], assumed: [] };
}

function matchNodes(peer: Extract<Peer, { kind: "nodes" }>, { other: { party }, world }: Meeting): PeerOutcome {
  if (party.kind === "outside" || isPolicedPod(party)) return no(peer, "not-a-node");
  const node = nodeOf(party);
  if (node === undefined && party.kind === "pod") return maybe(peer, { kind: "node-of-pod", pod: party.id });
  const { match, missing, assumed } = matchSelector(peer.nodes, { own: world.node(node ?? "") });
  return match === "no" ? no(peer, "node-labels", ...assumed) : { peer, match, missing, assumed };
}
