import { ENDPOINT_SLICES, type KindName, NAMESPACES, NODES, PODS, SERVICES, SERVICE_ACCOUNTS, type Unread } from "#lib/policy/unread.ts";
import type { Fact } from "./facts.ts";
import { groupOf } from "#lib/source/object.ts";

/**
 * The facts that a verdict may rest on. Of kinds that could not be read some may be held, but are too old. Their policies
 * stay: they are a part of what is in doubt anyhow, and say what was known of it.
 */
export function trusted(facts: readonly Fact[], unread: Unread): readonly Fact[] {
  if (unread.kinds.length === 0) return facts;
  const known = facts.filter((fact) => !isUnread(fact, unread));
  return known.length === facts.length ? facts : known;
}

/** Whether a fact is of a kind that could not be read there. */
export function isUnread(fact: Fact, unread: Unread): boolean {
  const of = (kind: KindName, namespace: string): boolean => unread.in(kind, namespace) !== undefined;
  switch (fact.kind) {
    case "pod":
      return of(PODS, fact.namespace);
    case "service":
      return of(SERVICES, fact.namespace);
    case "endpointslice":
      return of(ENDPOINT_SLICES, fact.namespace);
    case "service-account":
      return of(SERVICE_ACCOUNTS, fact.namespace);
    case "namespace":
      return of(NAMESPACES, fact.name);
    case "node":
      return unread.of(NODES).length > 0;
    case "policy": {
      const { kind, ref } = fact.reading;
      return kind === "support" && of({ group: groupOf(ref.apiVersion), kind: ref.kind }, ref.namespace);
    }
    default:
      return false;
  }
}
