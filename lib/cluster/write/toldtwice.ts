import type { Fact } from "../facts.ts";

/** Finds the facts that another object says too: a workload says itself whose it is. */
export function toldTwice(facts: readonly Fact[]): (fact: Fact) => boolean {
  const owners = new Set(facts.flatMap((fact) => (fact.kind === "workload" ? [ownership(fact.namespace, fact.workloadKind, fact)] : [])));
  return (fact) => fact.kind === "ownership" && owners.has(ownership(fact.namespace, fact.childKind, { name: fact.childName, owner: fact.owner }));
}

const ownership = (namespace: string, kind: string, { name, owner }: { readonly name: string; readonly owner?: { readonly kind: string; readonly name: string } }): string =>
  JSON.stringify([namespace, kind, name, owner?.kind, owner?.name]);
