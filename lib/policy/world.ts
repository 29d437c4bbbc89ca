import type { Address } from "#lib/net/address.ts";
import type { Protocol } from "./algebra.ts";
import { type PodParty, isPolicedPod } from "./endpoint.ts";
import type { Engine } from "./engines.ts";
import { identityLabels } from "./labelfilter.ts";
import { nameKey, numbersByName } from "./portnames.ts";
import { References } from "./references.ts";
import type { Bearer, LabelSet } from "./selector.ts";
import type { Surroundings } from "./surroundings.ts";

/** The cluster as one engine's policies see it. Answers are remembered: facts do not change. */
export class World {
  readonly engine: Engine;
  readonly around: Surroundings;
  readonly references: References;
  readonly #bearers = new WeakMap<PodParty, Bearer>();
  readonly #namesAt: ReadonlyMap<string, readonly string[]>;
  #numbers: ReadonlyMap<string, ReadonlySet<number>> | undefined;
  #hostPods: ReadonlyMap<string, readonly PodParty[]> | undefined;

  /** @param features what is installed, as far as the input tells */
  constructor(engine: Engine, around: Surroundings, features: ReadonlyMap<string, boolean> = new Map()) {
    this.engine = engine;
    this.around = around;
    this.references = new References(around, features);
    const pairs = [...around.names].flatMap(([name, addresses]) => addresses.map(({ text }) => ({ text, name })));
    this.#namesAt = new Map([...Map.groupBy(pairs, ({ text }) => text)].map(([text, same]) => [text, same.map(({ name }) => name)]));
  }

  /** What selectors see of a pod. */
  bearerOf(pod: PodParty): Bearer {
    const known = this.#bearers.get(pod);
    if (known) return known;
    const { id, namespace, serviceAccount, untold } = pod;
    const own: LabelSet = { name: id, labels: identityLabels(this.engine.identity, pod.labels), known: untold === undefined, ...(untold && { untold }) };
    const bearer: Bearer = { own, namespace, serviceAccount };
    this.#bearers.set(pod, bearer);
    return bearer;
  }

  node(name: string): LabelSet {
    return this.around.nodes.get(name) ?? { name, labels: new Map(), known: false };
  }

  /** The names that are known to lead to an address. */
  namesAt(address: Address): readonly string[] {
    return this.#namesAt.get(address.text) ?? [];
  }

  /** Every number that a port's name stands for in the cluster, as far as the engine reads declarations. */
  numbersOf(name: string, protocol: Protocol): ReadonlySet<number> {
    this.#numbers ??= numbersOfAll(this.around.pods.filter(isPolicedPod), this.engine.namedPorts);
    return this.#numbers.get(nameKey(name, protocol)) ?? new Set();
  }

  /** The pods in the network of a node. */
  hostPodsOf(node: string): readonly PodParty[] {
    this.#hostPods ??= Map.groupBy(this.around.pods.filter(({ hostNetwork }) => hostNetwork), (pod) => pod.node ?? "");
    return this.#hostPods.get(node) ?? [];
  }
}

function numbersOfAll(pods: readonly PodParty[], namedPorts: Engine["namedPorts"]): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const { ports } of pods) {
    for (const [key, numbers] of numbersByName(ports, namedPorts)) {
      const known = found.get(key) ?? new Set();
      for (const number of numbers) known.add(number);
      found.set(key, known);
    }
  }
  return found;
}
