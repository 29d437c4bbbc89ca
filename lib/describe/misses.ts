import type { NearMiss } from "#lib/check/nearest.ts";
import type { Judged } from "#lib/check/pairs.ts";
import type { Direction } from "#lib/policy/algebra.ts";
import { type Connection, orient } from "#lib/policy/endpoint.ts";
import type { PeerOutcome } from "#lib/policy/peeroutcome.ts";
import type { PortOutcome } from "#lib/policy/ports.ts";
import { firstUnmet } from "#lib/policy/selector.ts";
import { peerAddressText } from "./ends.ts";
import { peerText, peersText } from "./peers.ts";
import { portsText } from "./policies.ts";
import { selectorText } from "./selectors.ts";

/** How a near miss differs, in a few words that follow "nearest: …". */
export function nearMissText(miss: NearMiss, direction: Direction, told: Judged): string {
  return miss.kind === "port" ? portMissText(miss.differs, told.explanation.connection) : peerMissText(miss.differs, direction, told);
}

/** What the near rule allows: of several peers the nearest one alone. */
export const nearestRuleText = ({ kind, rule: { rule }, differs }: NearMiss): string => `${kind === "peer" ? peerText(differs.peer) : peersText(rule)} on ${portsText(rule)}`;

export function portMissText({ miss }: PortOutcome, { port, protocol }: Connection): string {
  switch (miss?.kind) {
    case "protocol":
      return `the protocol is ${protocol}`;
    case "name":
      return miss.numbers.length === 0 ? "the destination declares no port of that name" : `that name is port ${miss.numbers.join(", ")} there, not ${port}`;
    case "name-skipped":
      return "this engine gives the name no meaning here";
    case "negated":
      return `the rule leaves ${protocol} ${port} out`;
    case "name-without-pod":
      return "a port's name stands for nothing outside a pod";
    case "number":
    case undefined:
      return `the port is ${port}`;
  }
}

export function peerMissText({ peer, miss, assumed }: PeerOutcome, direction: Direction, told: Judged): string {
  const { peer: other } = orient(direction, told.explanation.connection);
  const address = peerAddressText(told, direction);
  switch (miss?.kind) {
    case "family":
      return `${address} is of the other IP family`;
    case "outside-cidr":
      return `${address} is outside it`;
    case "excepted":
      return `${address} is excepted by ${miss.by}`;
    case "not-by-address":
      return "this engine does not match it by address";
    case "host-network":
      return "a pod in its node's network is not matched by labels";
    case "not-a-pod":
      return `${address} is no pod: labels match pods only`;
    case "namespace":
      return other.party.kind === "pod" && other.party.namespace.name !== "" ? `the namespace ${other.party.namespace.name} does not match` : "the namespace differs";
    case "labels": {
      const unmet = peer.kind === "pods" && other.party.kind === "pod" ? firstUnmet(peer.pods, told.world.bearerOf(other.party)) : undefined;
      const key = unmet && "key" in unmet ? unmet.key : undefined;
      if (key !== undefined && assumed.some((one) => one.kind === "label-left-out")) return `this engine leaves the label ${key} out of what it knows a pod by`;
      return unmet ? `the pod lacks ${selectorText([unmet])}` : "the labels differ";
    }
    case "namespace-and-labels":
      return "neither namespace nor labels match";
    case "not-a-node":
      return `${address} is no node`;
    case "node-labels":
      return "the node's labels do not match";
    case "elsewhere":
      return `${address} is not there`;
    case "not-by-name":
      return "names lead to addresses outside the cluster only";
    case "other-name":
      return `${address} is not known by that name`;
    case "lookup-not-policed":
      return "no rule with DNS names lets the engine see the lookup, so it never learns the address";
    case "nobody":
      return "an empty list means nobody";
    case "unlisted":
      return `${address} is not among them`;
    case "negated":
      return `the rule leaves ${address} out`;
    case "none-of":
      return `${address} is none of them`;
    case undefined:
      return "the peer differs";
  }
}
