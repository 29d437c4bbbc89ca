import type { Fact, Owner, Pod } from "./facts.ts";

const key = (namespace: string, kind: string, name: string): string => `${namespace}/${kind}/${name}`;

/** Answers which workload a pod belongs to, by its owners and, where those are not in the input, by their names. */
export class Owners {
  readonly #ownerOf: ReadonlyMap<string, Owner>;

  constructor(facts: readonly Fact[]) {
    const pairs = facts.flatMap((fact): (readonly [string, Owner])[] => {
      if (fact.kind === "workload" && fact.owner) return [[key(fact.namespace, fact.workloadKind, fact.name), fact.owner]];
      if (fact.kind === "ownership") return [[key(fact.namespace, fact.childKind, fact.childName), fact.owner]];
      return [];
    });
    this.#ownerOf = new Map(pairs);
  }

  /** Every workload the pod belongs to, nearest first: its ReplicaSet and its Deployment. */
  chainOf(pod: Pod): readonly Owner[] {
    if (!pod.owner) return [];
    const above = this.above(pod.namespace, pod.owner) ?? byName(pod.owner, pod.labels.get("pod-template-hash"));
    return above ? [pod.owner, above] : [pod.owner];
  }

  above(namespace: string, owner: Owner): Owner | undefined {
    return this.#ownerOf.get(key(namespace, owner.kind, owner.name));
  }
}

/** The names that the Deployment and CronJob controllers give: `X-<pod-template-hash>` and `X-<digits>`. */
function byName(owner: Owner, templateHash: string | undefined): Owner | undefined {
  if (owner.kind === "ReplicaSet" && templateHash && owner.name.endsWith(`-${templateHash}`)) {
    return { kind: "Deployment", name: owner.name.slice(0, -templateHash.length - 1) };
  }
  const scheduled = owner.kind === "Job" ? /^(.+)-\d+$/.exec(owner.name)?.[1] : undefined;
  return scheduled ? { kind: "CronJob", name: scheduled } : undefined;
}
