import type { Context } from "#lib/check/context.ts";
import { portText } from "#lib/describe/policies.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { DIRECTIONS, type Direction, type Peer, type Policy, type Rule } from "#lib/policy/algebra.ts";
import { isPolicedPod } from "#lib/policy/endpoint.ts";
import { matchNamespace } from "#lib/policy/namespaces.ts";
import { matchSelector } from "#lib/policy/selector.ts";
import type { Group } from "./groups.ts";
import type { Topology } from "./topology.ts";

/** What a policy's own rule lets through, whether somebody calls there or not. */
export interface AllowRule {
  readonly from: string;
  readonly to: string;
  /** Id of the policy. */
  readonly policy: string;
  /** `tcp 443`, `any port` */
  readonly ports: string;
}

/** The allow rules of the policies of a namespace, between groups. Who means all pods, or anybody, is no edge: that would be a star. */
export function allowRulesOf(namespace: string, topology: Topology): readonly AllowRule[] {
  const { context } = topology;
  const home = groupsIn(namespace, topology);
  return context.policies.all.filter(({ ref }) => ref.namespace === namespace).flatMap((policy) => {
    const own = home.filter((group) => selected(policy, group, context));
    if (own.length === 0 || policy.subject.pods.length === 0) return [];
    return DIRECTIONS.flatMap((direction) => (policy[direction]?.rules ?? []).filter(({ action }) => action === "allow").flatMap((rule) => edges(policy, rule, direction, own, topology)));
  });
}

/** How many there are, whether they are drawn or not. */
export const allowRuleCount = (namespaces: ReadonlySet<string>, { policies }: Context): number =>
  policies.all.filter(({ ref }) => namespaces.has(ref.namespace)).reduce((sum, policy) => sum + DIRECTIONS.reduce((rules, direction) => rules + (policy[direction]?.rules.filter(({ action }) => action === "allow").length ?? 0), 0), 0);

function edges(policy: Policy, rule: Rule, direction: Direction, own: readonly Group[], topology: Topology): readonly AllowRule[] {
  const others = [...new Set(rule.peers.flatMap((peer) => meant(peer, topology)))];
  const ports = rule.ports.map(portText).join(", ");
  return own.flatMap(({ id }) => others.map((other) => ({ from: direction === "egress" ? id : other, to: direction === "egress" ? other : id, policy: policyId(policy.ref), ports })));
}

/** Ids of those that a peer names one by one. */
function meant(peer: Peer, topology: Topology): readonly string[] {
  switch (peer.kind) {
    case "pods": {
      if (peer.pods.length === 0) return [];
      const { world } = topology.context.policies;
      const spaces = [...topology.spaces.keys()].map((name) => groupsIn(name, topology)).filter(([first]) => first && matchNamespace(peer.namespaces, first.inhabitants[0].party.namespace).match === "yes");
      return spaces.flat().filter(({ inhabitants: [{ party }] }) => isPolicedPod(party) && matchSelector(peer.pods, world.bearerOf(party)).match === "yes").map(({ id }) => id);
    }
    case "services":
      return topology.context.policies.world.references.contentsOf(peer).flatMap((member) => meant(member, topology));
    case "any":
      return peer.of.flatMap((part) => meant(part, topology));
    default:
      return [];
  }
}

const selected = (policy: Policy, { inhabitants: [{ party }] }: Group, { policies }: Context): boolean => policies.selecting(party).some((one) => one.policy === policy && one.applies === "yes");

const groupsIn = (namespace: string, { spaces, groups }: Topology): readonly Group[] => (spaces.get(namespace)?.members ?? []).flatMap((id) => groups.get(id) ?? []);
