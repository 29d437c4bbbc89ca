import type { Context } from "#lib/check/context.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import { askedKeys } from "./askedkeys.ts";
import { blocksAt } from "./blocks.ts";
import { BARE, type Card, type Counts, NO_COUNTS, counted } from "./card.ts";
import { marksIn } from "./distinctions.ts";
import { type Group, groupsOf } from "./groups.ts";
import { limitsOf } from "#lib/graph/limits.ts";
import { type Link, linksOf, together } from "./links.ts";
import { outsideCards } from "./outside.ts";
import { type Space, spacesOf } from "./spaces.ts";

/** Everything of one snapshot that could be drawn, before anybody chooses. */
export interface Topology {
  readonly context: Context;
  readonly judged: readonly JudgedConnection[];
  readonly groups: ReadonlyMap<string, Group>;
  readonly groupOfInhabitant: ReadonlyMap<string, Group>;
  readonly groupsOfWorkload: ReadonlyMap<string, readonly Group[]>;
  /** Of groups, and of whatever else connections lead to or come from. */
  readonly cards: ReadonlyMap<string, Card>;
  /** Of what starts or ends at a card; each connection once. */
  readonly counts: ReadonlyMap<string, Counts>;
  readonly links: readonly Link[];
  /** By name, in the order of names. */
  readonly spaces: ReadonlyMap<string, Space>;
}

export function topologyOf(context: Context, judged: readonly JudgedConnection[]): Topology {
  const services = new Set(judged.flatMap(({ json }) => [json.target, json.to].filter((id) => id.startsWith("svc:"))));
  const marksOf = marksIn(context, askedKeys(context, services), blocksAt(context));
  const groupsOfWorkload = new Map(context.snapshot.residents.workloads.map((workload) => [workload.id, groupsOf(workload, marksOf)] as const));
  const all = [...groupsOfWorkload.values()].flat();
  const groups = new Map(all.map((group) => [group.id, group]));
  const groupOfInhabitant = new Map(all.flatMap((group) => group.inhabitants.map(({ id }) => [id, group] as const)));
  const cards = new Map([...all.map((group) => [group.id, cardOf(group, context)] as const), ...outsideCards(context, judged, (id) => groupsOfWorkload.has(id))]);
  const index = { ofWorkload: groupsOfWorkload, ofInhabitant: groupOfInhabitant };
  const links = judged.flatMap((connection) => linksOf(connection, index));
  return { context, judged, groups, groupOfInhabitant, groupsOfWorkload, cards, counts: countsIn(links), links, spaces: spacesOf(context, groupsOfWorkload, cards, links) };
}

function cardOf({ id, workload, inhabitants, pods, split }: Group, context: Context): Card {
  const { workloadKind, name, namespace } = workload;
  const [first] = inhabitants;
  return {
    ...BARE,
    id, kind: "group", place: "inside", namespace, workload: workload.id, title: name, pods,
    subtitle: workloadKind === "Pod" ? "Pod" : `${workloadKind} ×${String(pods)}`,
    detail: first.fact.images[0] ?? "",
    split: split ?? null,
    hostNetwork: first.party.hostNetwork,
    ...limitsOf(first, context),
  };
}

/** Links of one connection stand together. A card that has several of them counts it once, as what they come to. */
function countsIn(links: readonly Link[]): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const [{ json }, parts] of Map.groupBy(links, ({ connection }) => connection)) {
    const ends = new Map<string, Link[]>();
    for (const link of parts) for (const id of new Set([link.from, link.to])) ends.set(id, [...(ends.get(id) ?? []), link]);
    for (const [id, own] of ends) counts.set(id, counted(counts.get(id) ?? NO_COUNTS, together(own, json.verdict)));
  }
  return counts;
}
