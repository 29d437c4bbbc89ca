import type { NamespaceMatch, Peer } from "#lib/policy/algebra.ts";
import { EVERYTHING, NAME_LABEL, type Requirement, type Selector } from "#lib/policy/selector.ts";
import type { Entity } from "./entity.ts";
import { GLOBAL_NETWORK_SET, NETWORK_SET, listed } from "./lists.ts";
import { peerOf } from "./nets.ts";
import { type Expression, negate } from "./selector/expression.ts";
import { type Naming, OF_LISTS, OF_NAMESPACES, OF_PODS, OF_SERVICE_ACCOUNTS } from "./selector/naming.ts";
import { isNothing, selectsOutsideNamespaces, toSelector } from "./selector/translate.ts";

const ANYWHERE: NamespaceMatch = { kind: "selected", selector: EVERYTHING };
const EVERY_LIST = [NETWORK_SET, GLOBAL_NETWORK_SET];

interface Scope {
  /** The namespace of the policy; absent: it has none. */
  readonly own?: NamespaceMatch;
  /** Whether the domain names of sets count. */
  readonly byName: boolean;
}

/** What an end of a rule asks, all of which holds together (semantics §4.4); none: it is anybody. */
export function criteriaOf(entity: Entity, scope: Scope): readonly Peer[] {
  const { nets, notNets, notSelector, domains, services } = entity;
  const parts: (Peer | undefined)[] = [
    nets.length > 0 ? anyPeer(nets.map(peerOf)) : undefined,
    selects(entity, scope) ? anyPeer(endpointsOf(entity, scope)) : undefined,
    services && { kind: "services", services },
    domains.length > 0 ? { kind: "names", names: domains, learnt: "any-lookup" } : undefined,
    notNets.length > 0 ? { kind: "not", of: anyPeer(notNets.map(peerOf)) } : undefined,
    notSelector && !selects(entity, scope) ? { kind: "not", of: anyPeer(everywhere(notSelector)) } : undefined,
  ];
  return parts.filter((part) => part !== undefined);
}

const anyPeer = (of: readonly Peer[]): Peer => (of.length === 1 && of[0] ? of[0] : { kind: "any", of });

/**
 * Whether only known endpoints and sets are meant. In a namespaced policy `notSelector` alone is enough for that: it
 * confines the end to the policy's own namespace (libcalico-go `GetEntityRuleSelector`).
 */
const selects = ({ selector, namespaceSelector, serviceAccounts, notSelector }: Entity, { own }: Scope): boolean =>
  selector !== undefined || namespaceSelector !== undefined || serviceAccounts !== undefined || (own !== undefined && notSelector !== undefined);

function endpointsOf(entity: Entity, { own, byName }: Scope): readonly Peer[] {
  const { namespaceSelector } = entity;
  const ofPods = labelsOf(entity, OF_PODS);
  const ofLists = labelsOf(entity, OF_LISTS);
  if (namespaceSelector) return inNamespaces(namespaceSelector, ofPods, ofLists, byName);
  if (own) return [{ kind: "pods", namespaces: own, pods: ofPods }, listed([NETWORK_SET], ofLists, byName, own)];
  return [{ kind: "pods", namespaces: ANYWHERE, pods: ofPods }, listed(EVERY_LIST, ofLists, byName)];
}

/** A negative namespace selector, such as `!has(x)`, holds for what is in no namespace too; `global()` for nothing else. */
function inNamespaces(namespaceSelector: Expression, ofPods: Selector, ofLists: Selector, byName: boolean): readonly Peer[] {
  const namespaces: NamespaceMatch = { kind: "selected", selector: toSelector(namespaceSelector, OF_NAMESPACES) };
  return [
    ...(isNothing(namespaces.selector) ? [] : [{ kind: "pods", namespaces, pods: ofPods } as const, listed([NETWORK_SET], ofLists, byName, namespaces)]),
    ...(selectsOutsideNamespaces(namespaceSelector) ? [listed([GLOBAL_NETWORK_SET], ofLists, byName)] : []),
  ];
}

/** What a `notSelector` alone leaves out, wherever it is: it is the others, known or not. */
const everywhere = (notSelector: Expression): readonly Peer[] => [
  { kind: "pods", namespaces: ANYWHERE, pods: toSelector(notSelector, OF_PODS) },
  listed(EVERY_LIST, toSelector(notSelector, OF_LISTS), false),
];

/**
 * Beside something positive `notSelector` narrows it down, endpoint by endpoint (felix/calc `combineMatchesIfPossible`): an
 * address that a set holds matches by that set, whatever the labels of its pod.
 */
function labelsOf({ selector, notSelector, serviceAccounts }: Entity, naming: Naming): Selector {
  const named: Selector = serviceAccounts && serviceAccounts.names.size > 0 ? [isOneOf(serviceAccounts.names)] : [];
  const parts = [
    selector ? toSelector(selector, naming) : [],
    serviceAccounts?.selector ? toSelector(serviceAccounts.selector, OF_SERVICE_ACCOUNTS) : [],
    named,
    notSelector ? toSelector(negate(notSelector), naming) : [],
  ];
  return parts.find(isNothing) ?? parts.flat();
}

const isOneOf = (values: ReadonlySet<string>): Requirement => ({ operator: "In", key: NAME_LABEL, values, of: "service-account" });
