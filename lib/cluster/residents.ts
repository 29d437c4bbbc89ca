import type { Address } from "#lib/net/address.ts";
import type { Fact, Node, Pod, Workload } from "./facts.ts";
import { type Inhabitant, type WorkloadView, inhabitantOf, workloadsOf } from "./inhabitants.ts";
import { workloadId } from "./kinds.ts";
import { Owners } from "./owners.ts";
import type { Spaces } from "./spaces.ts";

/** Who lives in the cluster, found by id, by owner and by address. */
export class Residents {
  /** Running pods, and the templates that no pod of the input answers for. */
  readonly all: readonly Inhabitant[];
  readonly workloads: readonly WorkloadView[];
  readonly #byId: ReadonlyMap<string, Inhabitant>;
  readonly #byOwner: ReadonlyMap<string, readonly Inhabitant[]>;
  readonly #byNamespace: ReadonlyMap<string, readonly Inhabitant[]>;
  readonly #byAddress: ReadonlyMap<string, readonly Inhabitant[]>;
  readonly #finished: ReadonlyMap<string, Pod>;

  constructor(facts: readonly Fact[], spaces: Spaces, nodes: ReadonlyMap<string, Node>) {
    const owners = new Owners(facts);
    const settle = (fact: Pod | Workload): Inhabitant => inhabitantOf(fact, spaces, nodes);
    const podFacts = facts.filter((fact) => fact.kind === "pod");
    const pods = podFacts.filter(({ finished }) => !finished).map((fact) => ({ fact, inhabitant: settle(fact) }));
    const templates = facts.filter((fact) => fact.kind === "workload").map((fact) => ({ fact, inhabitant: settle(fact) }));

    this.#finished = new Map(podFacts.filter(({ finished }) => finished).map((pod) => [workloadId(pod.namespace, "Pod", pod.name), pod]));
    this.#byOwner = index(pods, ({ fact }) => owners.chainOf(fact).map(({ kind, name }) => workloadId(fact.namespace, kind, name)));
    const unanswered = templates.filter(
      ({ fact, inhabitant }) => !this.#byOwner.has(inhabitant.id) && owners.above(fact.namespace, { kind: fact.workloadKind, name: fact.name }) === undefined,
    );
    this.all = [...pods, ...unanswered].map(({ inhabitant }) => inhabitant);
    this.#byNamespace = Map.groupBy(this.all, ({ fact }) => fact.namespace);
    this.workloads = workloadsOf(this.all, owners);
    this.#byId = new Map([...templates, ...pods].map(({ inhabitant }) => [inhabitant.id, inhabitant]));
    this.#byAddress = index(pods.filter(({ fact }) => !fact.hostNetwork), ({ fact }) => fact.addresses.map(({ text }) => text));
  }

  inNamespace(namespace: string): readonly Inhabitant[] {
    return this.#byNamespace.get(namespace) ?? [];
  }

  pod(namespace: string, name: string): Inhabitant | undefined {
    return this.#byId.get(workloadId(namespace, "Pod", name));
  }

  hasFinished(namespace: string, name: string): boolean {
    return this.#finished.has(workloadId(namespace, "Pod", name));
  }

  /** The pods of a workload, else its template; empty when neither is in the input. */
  workload(namespace: string, kind: string, name: string): readonly Inhabitant[] {
    const id = workloadId(namespace, kind, name);
    const template = this.#byId.get(id);
    return this.#byOwner.get(id) ?? (template ? [template] : []);
  }

  /** More than one only where the input contradicts itself. Pods in their node's network are not found by address. */
  at(address: Address): readonly Inhabitant[] {
    return this.#byAddress.get(address.text) ?? [];
  }
}

function index<T extends { readonly inhabitant: Inhabitant }>(entries: readonly T[], keysOf: (entry: T) => readonly string[]): ReadonlyMap<string, readonly Inhabitant[]> {
  const found = new Map<string, Inhabitant[]>();
  for (const entry of entries) {
    for (const key of keysOf(entry)) {
      const list = found.get(key);
      if (list) list.push(entry.inhabitant);
      else found.set(key, [entry.inhabitant]);
    }
  }
  return found;
}
