import fc from "fast-check";
import type { MapBox, MapEdge, MapJson, MapNode } from "#lib/api/map.ts";

const NODE: Omit<MapNode, "id" | "kind" | "place" | "namespace"> = {
  workload: null, title: "", subtitle: "", detail: "", pods: 1, split: null, hostNetwork: false, egressLimitedBy: [], ingressLimitedBy: [],
  egressOpen: false, ingressOpen: false, hubs: [], blocked: 0, partly: 0, allowed: 0, unknown: 0,
};

const EDGE: Omit<MapEdge, "id" | "from" | "to"> = { look: "allowed", side: null, label: "", connections: [], count: 1, selects: "", watched: false, changed: false };

export interface Drawn {
  /** Names of groups by namespace; a namespace that is closed is one node. */
  readonly namespaces: Readonly<Record<string, { readonly open: boolean; readonly groups: readonly string[] }>>;
  readonly destinations?: readonly string[];
  readonly callers?: readonly string[];
  readonly system?: readonly string[];
  readonly links?: readonly (readonly [string, string])[];
}

/** @returns a map as the server draws it, of which only what decides on places says something */
export function mapOf({ namespaces, destinations = [], callers = [], system = [], links = [] }: Drawn): MapJson {
  const entries = Object.entries(namespaces);
  const inside = entries.flatMap(([namespace, { open, groups }]): MapNode[] =>
    open ? groups.map((name) => ({ ...NODE, id: `${namespace}/deploy/${name}`, kind: "group", place: "inside", namespace })) : [{ ...NODE, id: `namespace:${namespace}`, kind: "namespace", place: "inside", namespace }],
  );
  const outside = (ids: readonly string[], place: MapNode["place"], kind: MapNode["kind"]): MapNode[] => ids.map((id) => ({ ...NODE, id, kind, place, namespace: null }));
  const nodes = [...inside, ...outside(destinations, "destinations", "external"), ...outside(callers, "callers", "external"), ...outside(system, "system", "service")];
  const known = new Set(nodes.map(({ id }) => id));
  return {
    cluster: {
      id: "c", name: "c", title: "c", region: null, version: null, summary: null, engine: { name: "", by: "" }, kinds: [], warnings: [], revision: 1,
      asOf: "2026-04-16T02:13:40Z", readAt: "2026-04-16T02:13:40Z", at: null, problems: 0,
    },
    headline: "", sentences: [], status: "",
    namespaces: entries.map(([name, { groups }]) => ({ name, workloads: groups.length, limited: 0, blocked: 0 })),
    boxes: entries.map(([namespace, { open, groups }]): MapBox => ({ namespace, open, groups: groups.length, workloads: groups.length, limited: 0, withheld: false, rims: [] })),
    nodes,
    edges: links.filter(([from, to]) => known.has(from) && known.has(to)).map(([from, to]) => ({ ...EDGE, id: `${from}>${to}:allowed`, from, to })),
    connections: [], chips: [], removed: [], total: links.length, overBudget: false, everythingOpen: false,
  };
}

const names = (prefix: string, most: number): fc.Arbitrary<string[]> => fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map((number) => `${prefix}${number}`), { maxLength: most });

/** Maps of one small world, so that two of them share much. */
export const maps: fc.Arbitrary<MapJson> = fc
  .record({
    namespaces: fc.dictionary(fc.constantFrom("a", "b", "c", "constructor", "d", "e", "7", "f", "g"), fc.record({ open: fc.boolean(), groups: names("g", 25) }), { minKeys: 1, noNullPrototype: true }),
    destinations: names("dns:", 20),
    callers: names("ip:", 5),
    system: names("svc:", 8),
    ends: fc.array(fc.tuple(fc.nat(999), fc.nat(999)), { maxLength: 60 }),
  })
  .map(({ ends, ...drawn }) => {
    const ids = mapOf(drawn).nodes.map(({ id }) => id);
    return mapOf({ ...drawn, links: ends.map(([from, to]) => [ids[from % Math.max(1, ids.length)] ?? "", ids[to % Math.max(1, ids.length)] ?? ""] as const) });
  });

/** The same map, told in another order. */
export const shuffled = (map: MapJson): fc.Arbitrary<MapJson> => {
  const any = <Thing>(things: readonly Thing[]): fc.Arbitrary<Thing[]> => fc.shuffledSubarray([...things], { minLength: things.length });
  return fc.record({ nodes: any(map.nodes), edges: any(map.edges), boxes: any(map.boxes), namespaces: any(map.namespaces) }).map((parts) => ({ ...map, ...parts }));
};
