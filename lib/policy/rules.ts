import type { Direction, Policy, Rule } from "./algebra.ts";
import { type Connection, orient } from "./endpoint.ts";
import type { Engine } from "./engines.ts";
import { type PeerOutcome, matchPeer } from "./peers.ts";
import { type PortOutcome, matchPort } from "./ports.ts";
import { type Truth, anyTrue, bothTrue } from "./uncertainty.ts";

/** What one rule says of one connection, with every criterion that was asked. */
export interface RuleOutcome {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly match: Truth;
  readonly peerMatch: Truth;
  readonly portMatch: boolean;
  readonly peers: readonly PeerOutcome[];
  readonly ports: readonly PortOutcome[];
}

export function explainRule(policy: Policy, rule: Rule, direction: Direction, connection: Connection, engine: Engine): RuleOutcome {
  const { peer } = orient(direction, connection);
  const peers = rule.peers.map((candidate) => matchPeer(candidate, peer, engine));
  const ports = rule.ports.map((port) => matchPort(port, connection.protocol, connection.port, connection.target.party));
  const peerMatch = anyTrue(peers.map((outcome) => outcome.match));
  const portMatch = ports.some((outcome) => outcome.match);
  return { policy, rule, match: bothTrue(peerMatch, portMatch ? "yes" : "no"), peerMatch, portMatch, peers, ports };
}
