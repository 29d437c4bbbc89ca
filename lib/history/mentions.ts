import type { Fact } from "#lib/cluster/facts.ts";
import type { DirectionRules, Peer, Policy, PortMatch } from "#lib/policy/algebra.ts";

/** What a policy's rules look up beyond the ends of a connection: Services anywhere, and what names of ports stand for anywhere. */
export interface Mentions {
  readonly services: boolean;
  readonly portNames: boolean;
}

const NOTHING: Mentions = { services: false, portNames: false };
const remembered = new WeakMap<Fact, Mentions>();

export function mentionsOf(fact: Fact): Mentions {
  if (fact.kind !== "policy" || fact.reading.kind !== "accepted") return NOTHING;
  const known = remembered.get(fact);
  if (known) return known;
  const sides = fact.reading.policies.flatMap(sidesOf);
  const rules = sides.flatMap((side) => side.rules);
  const asksPorts = (wanted: PortMatch["kind"]): boolean => rules.some(({ ports }) => ports.some((port) => holdsPort(port, wanted)));
  const viaServices = asksPorts("service-ports");
  const found: Mentions = {
    services: viaServices || rules.some(({ peers, self }) => [...peers, ...(self ? [self] : [])].some(namesServices)),
    // A Service's port can be a name itself.
    portNames: viaServices || asksPorts("named"),
  };
  remembered.set(fact, found);
  return found;
}

/** Also what is left of the policy where the installation lacks a part of its API. */
const sidesOf = ({ egress, ingress, needs = [] }: Policy): readonly DirectionRules[] => [
  ...[egress, ingress].filter((side) => side !== undefined),
  ...needs.flatMap(({ lacking }) => (lacking.kind === "reduced" ? sidesOf(lacking.policy) : [])),
];

function namesServices(peer: Peer): boolean {
  if (peer.kind === "any" || peer.kind === "all") return peer.of.some(namesServices);
  return peer.kind === "not" ? namesServices(peer.of) : peer.kind === "services";
}

function holdsPort(port: PortMatch, wanted: PortMatch["kind"]): boolean {
  if (port.kind === wanted) return true;
  if (port.kind === "any" || port.kind === "all") return port.of.some((part) => holdsPort(part, wanted));
  return port.kind === "not" && holdsPort(port.of, wanted);
}
