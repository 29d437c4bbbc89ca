import type { Context } from "#lib/check/context.ts";
import { DIRECTIONS, type Peer, type Policy } from "#lib/policy/algebra.ts";
import type { Touches } from "#lib/policy/dialect.ts";
import type { Requirement, Selector } from "#lib/policy/selector.ts";

/** What of pods and nodes somebody asks about: two that agree in it are the same to every policy. */
export interface AskedKeys {
  /** Keys of pods' labels. */
  readonly pods: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
}

/** @param services ids of the Services whose backends a verdict rests on: `svc:shop/web` */
export function askedKeys({ policies, known }: Context, services: ReadonlySet<string>): AskedKeys {
  const pods = new Set<string>();
  const nodes = new Set<string>();
  const seen = new Set<Selector>();
  const select = (selector: Selector, into: Set<string>): void => {
    if (seen.has(selector)) return;
    seen.add(selector);
    for (const requirement of selector) keysOf(requirement, into, (inner) => select(inner, into));
  };
  const meet = (peer: Peer): void => {
    switch (peer.kind) {
      case "pods":
        return select(peer.pods, pods);
      case "nodes":
        return select(peer.nodes, nodes);
      case "any":
      case "all":
        return peer.of.forEach(meet);
      case "not":
        return meet(peer.of);
      case "services":
        return policies.world.references.contentsOf(peer).forEach(meet);
      case "anyone":
      case "cidr":
      case "entity":
      case "names":
      case "listed":
      case "untold":
        return undefined;
    }
  };
  const touch = (touches: Touches): void => {
    if (touches.kind === "nodes") select(touches.selector, nodes);
    else if (touches.subject) select(touches.subject.pods, pods);
  };
  const read = (policy: Policy): void => {
    select(policy.subject.pods, pods);
    for (const direction of DIRECTIONS) {
      for (const { peers, self } of policy[direction]?.rules ?? []) {
        peers.forEach(meet);
        if (self) meet(self);
      }
    }
    for (const { lacking } of policy.needs ?? []) if (lacking.kind === "reduced") read(lacking.policy);
  };

  [...known.standings.accepted, ...policies.all].forEach(read);
  for (const { touches } of known.standings.doubts) touch(touches);
  for (const { touches } of known.standings.rejected) touches.forEach(touch);
  for (const { namespace, name, selector } of known.services) if (services.has(`svc:${namespace}/${name}`)) for (const key of selector?.keys() ?? []) pods.add(key);
  return { pods, nodes };
}

function keysOf(requirement: Requirement, into: Set<string>, inside: (selector: Selector) => void): void {
  if (requirement.operator === "AnyOf") requirement.alternatives.forEach(inside);
  else if (requirement.of === undefined) into.add(requirement.key);
}
