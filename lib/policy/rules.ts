import type { Direction, Policy, Rule } from "./algebra.ts";
import { type Connection, orient } from "./endpoint.ts";
import { matchesName } from "./names.ts";
import type { Meeting, PeerOutcome } from "./peeroutcome.ts";
import { anyMatch, matchPeer } from "./peers.ts";
import { type Dial, type PortOutcome, matchPort } from "./ports.ts";
import { type Missing, type Truth, bothTrue } from "./uncertainty.ts";
import type { World } from "./world.ts";

/** What one rule says of one connection, with every criterion that was asked. */
export interface RuleOutcome {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly match: Truth;
  readonly peerMatch: Truth;
  readonly portMatch: boolean;
  readonly peers: readonly PeerOutcome[];
  readonly ports: readonly PortOutcome[];
  /** For rules that name both ends: whether the subject is the one they mean. */
  readonly self?: PeerOutcome;
  /** Whether a rule for DNS queries answers this one. */
  readonly lookupMatch: boolean;
  /** The `except` of a rule that closes what this one opens. */
  readonly closedBy?: string;
}

/** What all rules of one side are asked about. */
export interface Asking {
  readonly direction: Direction;
  readonly connection: Connection;
  readonly world: World;
  readonly lookups: Meeting["lookups"];
}

export function explainRule(policy: Policy, rule: Rule, { direction, connection, world, lookups }: Asking): RuleOutcome {
  const { subject, peer } = orient(direction, connection);
  const peers = rule.peers.map((candidate) => matchPeer(candidate, { subject, other: peer, world, lookups }));
  const self = rule.self && matchPeer(rule.self, { subject: peer, other: subject, world, lookups });
  const ports = rule.ports.map((port) => matchPort(port, dialOf(peers, direction, connection, world), world)).map((port) => heard(port, peers, world));
  const peerMatch = anyMatch(peers);
  const portMatch = ports.some((outcome) => outcome.match);
  const isPortSure = ports.some((outcome) => outcome.match && !outcome.untold);
  const lookupMatch = connection.lookup === undefined || rule.beyond?.kind !== "dns" || rule.beyond.names.some((pattern) => matchesName(pattern, connection.lookup ?? ""));
  const criteria: readonly Truth[] = [peerMatch, self?.match ?? "yes", !portMatch || !lookupMatch ? "no" : isPortSure ? "yes" : "maybe", rule.conditions?.length ? "maybe" : "yes"];
  return { policy, rule, match: criteria.reduce(bothTrue), peerMatch, portMatch, peers, ports, ...(self && { self }), lookupMatch };
}

/** The port in the packet: an engine that looks before a Service's translation knows the pod's port only through labels. */
function dialOf(peers: readonly PeerOutcome[], direction: Direction, { port, protocol, target }: Connection, { engine }: World): Dial {
  const byLabels = peers.some(({ peer, match }) => peer.kind === "pods" && match !== "no");
  const seen = direction === "egress" && engine.egressSees === "service" && !byLabels ? target.dialled?.port : undefined;
  return { protocol, number: seen ?? port, destination: target.party, direction };
}

/** Some engines give a named port no meaning where no label peer says whose it is. */
function heard(port: PortOutcome, peers: readonly PeerOutcome[], { engine }: World): PortOutcome {
  if (!port.match || port.port.kind !== "named" || !engine.namedPorts.onlyWithPods || peers.some(({ peer, match }) => peer.kind === "pods" && match !== "no")) return port;
  return { port: port.port, match: false, miss: { kind: "name-skipped" }, assumed: { kind: "named-port", name: port.port.name, why: "no-pod-peer" } };
}

/** The facts on which it depends whether the rule matches. */
export const missingOf = ({ match, rule, peers, self, ports }: RuleOutcome): readonly Missing[] => {
  if (match !== "maybe") return [];
  const ends = [...peers.filter((peer) => peer.match === "maybe"), ...(self ? [self] : [])].flatMap(({ missing }) => missing);
  const untold = ports.some((port) => port.match && !port.untold) ? [] : ports.flatMap((port) => port.untold ?? []);
  return [...ends, ...untold, ...(rule.conditions ?? [])];
};
