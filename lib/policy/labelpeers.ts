import type { Peer } from "./algebra.ts";
import { type Dialled, type PodParty, isPolicedPod, nodeOf, untoldOf } from "./endpoint.ts";
import { leavesOut } from "./labelfilter.ts";
import { matchNamespace } from "./namespaces.ts";
import { type Meeting, type PeerOutcome, maybe, no, yes } from "./peeroutcome.ts";
import { firstUnmet, matchSelector, selects } from "./selector.ts";
import { type Missing, bothTrue } from "./uncertainty.ts";
import { PODS } from "./unread.ts";
import type { World } from "./world.ts";

/** Label peers see pods and nothing else: no Services, no nodes, no addresses outside. */
export function matchPods(peer: Extract<Peer, { kind: "pods" }>, meeting: Meeting): PeerOutcome {
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
  const unread = world.engine.labelsAdmitNodes && party.kind !== "outside" ? [...world.around.unread.anywhere(PODS), untoldOf(party)].find((missing) => missing !== undefined) : undefined;
  if (unread) return maybe(peer, unread);
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

/** Nodes by their labels; a pod in its node's network is the node. */
export function matchNodes(peer: Extract<Peer, { kind: "nodes" }>, { other: { party }, world }: Meeting): PeerOutcome {
  if (party.kind === "outside" || isPolicedPod(party)) return no(peer, "not-a-node");
  const node = nodeOf(party);
  const untold = untoldOf(party);
  if (untold) return couldMatch(peer, untold) ? maybe(peer, untold) : no(peer, "node-labels");
  if (node === undefined && party.kind === "pod") return maybe(peer, { kind: "node-of-pod", pod: party.id });
  const { match, missing, assumed } = matchSelector(peer.nodes, { own: world.node(node ?? "") });
  return match === "no" ? no(peer, "node-labels", ...assumed) : { peer, match, missing, assumed };
}

/** Whether a node of any labels at all could match. */
const couldMatch = ({ nodes }: Extract<Peer, { kind: "nodes" }>, untold: Missing): boolean =>
  matchSelector(nodes, { own: { name: "", labels: new Map(), known: false, untold } }).match !== "no";
