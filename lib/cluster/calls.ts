import type { ConfigMap, Fact, FoundCall, PodShape } from "./facts.ts";

/** What pods are configured to call, by themselves and by the ConfigMaps that they name. */
export class Calls {
  readonly #configMaps: ReadonlyMap<string, ConfigMap>;

  constructor(facts: readonly Fact[]) {
    this.#configMaps = new Map(facts.filter((fact) => fact.kind === "configmap").map((fact) => [`${fact.namespace}/${fact.name}`, fact]));
  }

  /** Where one key is named, only that one tells. */
  of({ namespace, calls, configMaps }: PodShape): readonly FoundCall[] {
    const told = configMaps.flatMap(({ name, keys }) => {
      const entries = this.#configMaps.get(`${namespace}/${name}`)?.entries ?? [];
      return entries.filter(({ key }) => keys?.includes(key) ?? true).flatMap((entry) => entry.calls);
    });
    return [...calls, ...told];
  }
}
