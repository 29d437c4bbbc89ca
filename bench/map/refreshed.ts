import type { PlacedMap } from "#lib/api/map.ts";
import { contextOf } from "#lib/check/context.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { companyOf } from "#lib/company/company.ts";
import { Chance } from "#lib/company/chance.ts";
import { EVERYTHING } from "#lib/topology/asked.ts";
import type { Source } from "#server/clusters/cluster.ts";
import { LocalCluster } from "#server/clusters/local.ts";
import { decode } from "#server/kubernetes/decode.ts";
import { Placed } from "./placed.ts";

export interface Refreshed {
  /** Objects that came or went. */
  readonly changes: number;
  /** Nodes that were on a map and on the next one, over all refreshes. */
  readonly survivors: number;
  readonly movedPx: number;
  readonly boxMovedPx: number;
  readonly unplaced: number;
}

/** So many of a hundred are away at a time; of workloads with all of their pods. */
const AWAY = { pods: 3, workloads: 2, policies: 3 } as const;

/** A map asked for again and again, while pods, workloads and policies come and go; once as it opens, once with some namespaces open. */
export async function refreshed(pods: number, refreshes: number, folder: string): Promise<Refreshed> {
  const chance = new Chance(7);
  const read = companyOf(pods).map(decode);
  const of = (kind: Fact["kind"]): readonly number[] => read.flatMap(({ facts }, index) => (facts.some((fact) => fact.kind === kind) ? [index] : []));
  const workloads = Map.groupBy(of("pod"), (index) => ownerOf(read[index]?.facts ?? []));
  const some = <One>(share: number, list: readonly One[]): readonly One[] => Array.from({ length: Math.ceil((share / 100) * list.length) }, () => chance.pick(list));
  const leaving = (): readonly number[] => [...some(AWAY.pods, of("pod")), ...some(AWAY.policies, of("policy")), ...some(AWAY.workloads, [...workloads.values()]).flat()];
  let away: ReadonlySet<number> = new Set();
  const source: { -readonly [Key in keyof Source]: Source[Key] } = { state: stateOf(1), names: undefined, ready: true, up: true, repairs: 0, subscribe: () => () => undefined, close: async () => undefined };
  const placed = new Placed(new LocalCluster(source), folder);

  function stateOf(revision: number): Source["state"] {
    const present = read.filter((_, index) => !away.has(index));
    const { facts, problems } = mergeTwins({ facts: present.flatMap((one) => one.facts), problems: present.flatMap((one) => one.problems) });
    return { id: "bench", context: contextOf(new Snapshot(facts, problems)), revision, readAt: "2026-04-16T02:13:40Z" };
  }

  const first = await placed.map(EVERYTHING);
  const views = [EVERYTHING, { ...EVERYTHING, open: first.boxes.slice(0, 6).map(({ namespace }) => namespace) }];
  const before = new Map<number, PlacedMap>();
  const told = { changes: 0, survivors: 0, movedPx: 0, boxMovedPx: 0, unplaced: 0 };
  for (let refresh = 0; refresh <= refreshes; refresh += 1) {
    for (const [view, asked] of views.entries()) {
      const map = await placed.map(asked);
      const last = before.get(view);
      before.set(view, map);
      told.unplaced = Math.max(told.unplaced, map.places.unplaced.length);
      if (last === undefined) continue;
      const [nodes, boxes] = [moved(last.places.nodes, map.places.nodes), moved(last.places.boxes, map.places.boxes)];
      told.survivors += nodes.number;
      told.movedPx = Math.max(told.movedPx, nodes.furthest);
      told.boxMovedPx = Math.max(told.boxMovedPx, boxes.furthest);
    }
    const next = new Set(leaving());
    told.changes += [...next].filter((index) => !away.has(index)).length + [...away].filter((index) => !next.has(index)).length;
    away = next;
    source.state = stateOf(refresh + 2);
  }
  await placed.close();
  return told;
}

/** Of a pod: its namespace and who made it. */
const ownerOf = (facts: readonly Fact[]): string => facts.map((fact) => (fact.kind === "pod" ? `${fact.namespace}/${fact.owner?.name ?? fact.name}` : "")).join("");

type Rects = PlacedMap["places"]["nodes"];

function moved(before: Rects, after: Rects): { readonly number: number; readonly furthest: number } {
  const distances = Object.entries(after).flatMap(([id, { x, y }]) => {
    const was = before[id];
    return was === undefined ? [] : [Math.hypot(x - was.x, y - was.y)];
  });
  return { number: distances.length, furthest: Math.max(0, ...distances) };
}
