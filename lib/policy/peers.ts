import { contains } from "#lib/net/cidr.ts";
import type { Peer } from "./algebra.ts";
import { type Endpoint, isPolicedPod } from "./endpoint.ts";
import type { Engine } from "./engines.ts";
import { matchNamespace } from "./namespaces.ts";
import { selects } from "./selector.ts";
import type { Assumption, Missing, Truth } from "./uncertainty.ts";

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
  | { readonly kind: "namespace-and-labels" };

export interface PeerOutcome {
  readonly peer: Peer;
  readonly match: Truth;
  readonly miss?: PeerMiss;
  readonly missing?: Missing;
  readonly assumed?: Assumption;
}

export function matchPeer(peer: Peer, endpoint: Endpoint, engine: Engine): PeerOutcome {
  switch (peer.kind) {
    case "anyone":
      return { peer, match: "yes" };
    case "cidr":
      return matchCidr(peer, endpoint, engine);
    case "pods":
      return matchPods(peer, endpoint);
  }
}

function matchCidr(peer: Extract<Peer, { kind: "cidr" }>, endpoint: Endpoint, engine: Engine): PeerOutcome {
  if (peer.cidr.family !== endpoint.address.family) return { peer, match: "no", miss: { kind: "family" } };
  if (!contains(peer.cidr, endpoint.address)) return { peer, match: "no", miss: { kind: "outside-cidr" } };
  const hole = peer.except.find((block) => contains(block, endpoint.address));
  if (hole) return { peer, match: "no", miss: { kind: "excepted", by: hole.text } };
  if (peer.disputed) return { peer, match: "maybe", missing: { kind: "disputed-cidr", cidr: peer.cidr.text } };
  if (isPolicedPod(endpoint.party)) {
    const assumed: Assumption = { kind: "ip-block-and-pods", cidr: peer.cidr.text, matches: engine.ipBlockMatchesPods };
    return engine.ipBlockMatchesPods ? { peer, match: "yes", assumed } : { peer, match: "no", miss: { kind: "not-by-address" }, assumed };
  }
  const isNode = endpoint.party.kind !== "outside";
  return isNode && !engine.ipBlockMatchesNodes ? { peer, match: "no", miss: { kind: "not-by-address" } } : { peer, match: "yes" };
}

/** Label peers see pods and nothing else: no Services, no nodes, no addresses outside. */
function matchPods(peer: Extract<Peer, { kind: "pods" }>, { party }: Endpoint): PeerOutcome {
  if (!isPolicedPod(party)) return { peer, match: "no", miss: { kind: party.kind === "pod" ? "host-network" : "not-a-pod" } };
  const namespace = matchNamespace(peer.namespaces, party.namespace);
  const labels = selects(peer.pods, party.labels);
  const assumed = namespace.assumed && labels ? { assumed: namespace.assumed } : {};
  if (namespace.match === "no") return { peer, match: "no", miss: { kind: labels ? "namespace" : "namespace-and-labels" }, ...assumed };
  if (!labels) return { peer, match: "no", miss: { kind: "labels" } };
  return { peer, match: namespace.match, ...(namespace.missing && { missing: namespace.missing }) };
}
