import type { Layers, Links, Unordered } from "./order.ts";
import { byId } from "./stored.ts";

const SWEEPS = 4;

/** Everybody behind those who call him, as far as they do not call each other in a ring, and near to those he is linked with. */
export function plainLayers({ ids, links }: Unordered): Layers {
  const callers = Map.groupBy(links, ([, to]) => to);
  const layer = new Map<string, number>();
  for (const id of ranked(ids, links)) layer.set(id, Math.max(-1, ...(callers.get(id) ?? []).map(([from]) => layer.get(from) ?? -1)) + 1);
  const layers = Array.from({ length: Math.max(-1, ...layer.values()) + 1 }, (_, at) => ids.filter((id) => layer.get(id) === at).toSorted(byId));
  return Array.from({ length: SWEEPS }).reduce<Layers>((swept) => sweep(swept, links), layers);
}

/** Callers before whom they call. In a ring somebody has to begin: who calls most of those that are left, and is called least. */
function ranked(ids: readonly string[], links: Links): readonly string[] {
  const called = Map.groupBy(links, ([from]) => from);
  const open = new Map<string, Degrees>(ids.toSorted(byId).map((id) => [id, { out: 0, in: 0 }]));
  const count = ([from, to]: Links[number], step: number): void => {
    const [caller, other] = [open.get(from), open.get(to)];
    if (caller !== undefined) caller.out += step;
    if (other !== undefined) other.in += step;
  };
  for (const link of links) count(link, 1);
  const order: string[] = [];
  while (open.size > 0) {
    const [first] = [...open].reduce((best, next) => (isBefore(next[1], best[1]) ? next : best));
    order.push(first);
    for (const link of called.get(first) ?? []) count(link, -1);
    open.delete(first);
  }
  return order;
}

interface Degrees {
  out: number;
  in: number;
}

const isBefore = (one: Degrees, other: Degrees): boolean => (one.in === 0) !== (other.in === 0) ? one.in === 0 : one.out - one.in > other.out - other.in;

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
