import type { Layers, Links, Unordered } from "./order.ts";
import { byId } from "./stored.ts";

const SWEEPS = 4;

/** Everybody behind those who call him, as far as they do not call each other in a ring, and near to those he is linked with. */
export function plainLayers({ ids, links }: Unordered): Layers {
  const [callers, called] = [Map.groupBy(links, ([, to]) => to), Map.groupBy(links, ([from]) => from)];
  const lead = (id: string): number => (called.get(id)?.length ?? 0) - (callers.get(id)?.length ?? 0);
  const ranked = ids.toSorted((one, other) => lead(other) - lead(one) || byId(one, other));
  const rank = new Map(ranked.map((id, index) => [id, index]));
  const layer = new Map<string, number>();
  // Who leads comes first, so a link from him is followed and one back to him is not.
  for (const id of ranked) {
    const before = (callers.get(id) ?? []).filter(([from]) => (rank.get(from) ?? 0) < (rank.get(id) ?? 0));
    layer.set(id, Math.max(-1, ...before.map(([from]) => layer.get(from) ?? 0)) + 1);
  }
  const layers = Array.from({ length: Math.max(-1, ...layer.values()) + 1 }, (_, at) => ids.filter((id) => layer.get(id) === at).toSorted(byId));
  return Array.from({ length: SWEEPS }).reduce<Layers>((swept) => sweep(swept, links), layers);
}

/** Each layer in the order of the mean places of those that its members are linked with. */
function sweep(layers: Layers, links: Links): Layers {
  const place = new Map(layers.flatMap((layer) => layer.map((id, index) => [id, (index + 0.5) / layer.length] as const)));
  const others = Map.groupBy(links.flatMap(([from, to]) => [[from, to], [to, from]] as const), ([id]) => id);
  return layers.map((layer) => {
    const means = layer.map((id) => {
      const places = (others.get(id) ?? []).map(([, other]) => place.get(other) ?? 0.5);
      return { id, mean: places.reduce((sum, one) => sum + one, 0) / Math.max(1, places.length) };
    });
    const sorted = means.toSorted((one, other) => one.mean - other.mean || byId(one.id, other.id)).map(({ id }) => id);
    for (const [index, id] of sorted.entries()) place.set(id, (index + 0.5) / sorted.length);
    return sorted;
  });
}
