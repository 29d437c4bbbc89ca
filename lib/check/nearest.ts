import type { DirectionExplanation } from "#lib/policy/explain.ts";
import type { PeerOutcome } from "#lib/policy/peeroutcome.ts";
import type { PortOutcome } from "#lib/policy/ports.ts";
import type { RuleOutcome } from "#lib/policy/rules.ts";

/** A rule that would have allowed the connection but for one criterion. */
export type NearMiss =
  | { readonly kind: "port"; readonly rule: RuleOutcome; readonly differs: PortOutcome }
  | { readonly kind: "peer"; readonly rule: RuleOutcome; readonly differs: PeerOutcome };

/** @returns the near misses of one direction, nearest first; empty where nothing came close */
export function nearMisses({ tiers }: DirectionExplanation): readonly NearMiss[] {
  const rules = tiers.flatMap(({ policies }) => policies.flatMap((policy) => policy.rules)).filter(({ rule, match }) => rule.action === "allow" && match === "no");
  return rules.flatMap(nearMiss).sort((a, b) => distance(a) - distance(b));
}

function nearMiss(rule: RuleOutcome): readonly NearMiss[] {
  if (rule.peerMatch === "yes") return closest(rule.ports, portDistance).map((differs) => ({ kind: "port", rule, differs }));
  return rule.portMatch ? closest(rule.peers, peerDistance).map((differs) => ({ kind: "peer", rule, differs })) : [];
}

const closest = <T>(outcomes: readonly T[], distanceOf: (outcome: T) => number): readonly T[] => outcomes.toSorted((a, b) => distanceOf(a) - distanceOf(b)).slice(0, 1);

/** The right peer on another port is nearer than any other peer. */
const distance = (miss: NearMiss): number => (miss.kind === "port" ? portDistance(miss.differs) : 10 + peerDistance(miss.differs));

function portDistance({ miss }: PortOutcome): number {
  switch (miss?.kind) {
    case "number":
    case undefined:
      return 0;
    case "name":
      return 1;
    case "name-without-pod":
    case "name-skipped":
    case "negated":
      return 2;
    case "protocol":
      return 3;
  }
}

function peerDistance({ miss }: PeerOutcome): number {
  switch (miss?.kind) {
    case undefined:
    case "excepted":
      return 0;
    case "lookup-not-policed":
    case "labels":
    case "namespace":
      return 1;
    case "other-name":
    case "negated":
    case "not-by-address":
    case "host-network":
      return 2;
    case "outside-cidr":
      return 3;
    case "namespace-and-labels":
      return 4;
    case "family":
      return 5;
    case "not-by-name":
    case "node-labels":
    case "unlisted":
    case "none-of":
      return 4;
    case "not-a-pod":
    case "not-a-node":
    case "elsewhere":
    case "nobody":
      return 6;
  }
}
