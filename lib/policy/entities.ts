import type { Entity, Peer } from "./algebra.ts";
import { type Party, isOwnNode, isPolicedPod, untoldOf } from "./endpoint.ts";
import { type Meeting, type PeerOutcome, maybe, no, yes } from "./peeroutcome.ts";
import type { Truth } from "./uncertainty.ts";
import { ENDPOINT_SLICES } from "./unread.ts";

/** Where somebody is, seen from the subject. */
export function matchEntity(peer: Extract<Peer, { kind: "entity" }>, { subject, other: { party }, world }: Meeting): PeerOutcome {
  const match = isAt(peer.entity, party, subject.party);
  if (match === "yes") return yes(peer);
  if (match === "no") return no(peer, "elsewhere");
  if (peer.entity === "api-server") return maybe(peer, world.around.unread.in(ENDPOINT_SLICES, "default") ?? { kind: "api-server" });
  return maybe(peer, untoldOf(party) ?? untoldOf(subject.party) ?? { kind: "node-of-pod", pod: nodeless(party, subject.party) });
}

function isAt(entity: Entity, party: Party, subject: Party): Truth {
  switch (entity) {
    case "outside":
      return party.kind === "outside" ? "yes" : "no";
    case "api-server":
      return isPolicedPod(party) ? "no" : (party.servesApi ?? "no");
    case "own-node":
      return subject.kind === "pod" ? isOwnNode(subject, party) : "no";
    case "other-nodes": {
      if (party.kind === "outside" || isPolicedPod(party)) return "no";
      const own = subject.kind === "pod" ? isOwnNode(subject, party) : "no";
      return own === "yes" ? "no" : own === "no" ? "yes" : "maybe";
    }
  }
}

/** Of which pod the node is not known. */
const nodeless = (party: Party, subject: Party): string =>
  party.kind === "pod" && party.node === undefined ? party.id : subject.kind === "pod" ? subject.id : "";

/** Whoever is on some node is on the subject's own or on another: nobody has to know which. */
export const isOnEitherNode = (outcomes: readonly PeerOutcome[]): boolean =>
  (["own-node", "other-nodes"] as const).every((entity) => outcomes.some(({ peer, match }) => match === "maybe" && peer.kind === "entity" && peer.entity === entity));
