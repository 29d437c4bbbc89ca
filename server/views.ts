import type { ConnectionsJson } from "#lib/api/connections.ts";
import type { MapDifferences, PlacedMap } from "#lib/api/map.ts";
import type { BlameJson, DiffJson, TimelineJson } from "#lib/api/history.ts";
import type { CheckJson, ClustersJson, DestinationsJson, PoliciesJson, PolicyJson, Suggestions, WorkloadJson } from "#lib/api/pages.ts";
import type { Cluster } from "./clusters/cluster.ts";
import type { SearchJson } from "#lib/api/search.ts";
import type { AskedSearch } from "#lib/search/search.ts";
import type { AskedConnections } from "./clusters/connections.ts";
import { clusterOf, runtime } from "./clusters/runtime.ts";
import { admitReader } from "./entry/reader.ts";
import { EVERYTHING, type MapAsked, isEverything } from "#lib/topology/asked.ts";
import type { AskedSpan } from "./history/blame.ts";
import { differencesBetween } from "./map/differences.ts";
import { placed } from "./map/placed.ts";

/** What pages and routes ask. Each answer is of one revision; all throw ViewError for what does not exist. */
export async function listClusters(): Promise<ClustersJson> {
  await admitReader();
  const { clusters } = await runtime();
  return { clusters: await Promise.all(clusters.map((cluster) => cluster.ask("summary", {}))) };
}

/** @param at here and below: the past time whose state is shown; undefined: the present */
export async function viewConnections(cluster: string, asked: AskedConnections, at?: string): Promise<ConnectionsJson> {
  return (await admitted(cluster)).ask("connections", asked, at);
}

export async function viewMap(cluster: string, asked: MapAsked, at?: string): Promise<PlacedMap> {
  const found = await admitted(cluster);
  return placed(cluster, await found.ask("map", asked, at), { at, whole: isEverything(asked) ? undefined : () => found.ask("map", EVERYTHING, at) });
}

/** What has another verdict than at a past time, and what changed in between. @param then RFC 3339 */
export async function viewMapDifferences(cluster: string, then: string, at?: string): Promise<MapDifferences> {
  return differencesBetween(await admitted(cluster), then, at);
}

export async function viewSearch(cluster: string, asked: AskedSearch, at?: string): Promise<SearchJson> {
  return (await admitted(cluster)).ask("search", asked, at);
}

/** @param id kind as in ids: pod, deploy, sts …; `pod`: through which somebody came */
export async function viewWorkload(cluster: string, id: { readonly namespace: string; readonly kind: string; readonly name: string; readonly pod?: string | undefined }, at?: string): Promise<WorkloadJson> {
  return (await admitted(cluster)).ask("workload", id, at);
}

/** @param origin where people reach this server */
export async function viewCheck(cluster: string, query: { readonly from: string; readonly to: string; readonly port: string; readonly protocol: string }, origin: string, at?: string): Promise<CheckJson> {
  return (await admitted(cluster)).ask("check", { ...query, origin }, at);
}

export async function viewPolicies(cluster: string, at?: string): Promise<PoliciesJson> {
  return (await admitted(cluster)).ask("policies", {}, at);
}

/** @param kind needed only where two kinds share a name */
export async function viewPolicy(cluster: string, namespace: string, name: string, kind: string | undefined, at?: string): Promise<PolicyJson> {
  return (await admitted(cluster)).ask("policy", { namespace, name, kind }, at);
}

/** What a question can be about; bounded, however large the cluster is. */
export async function viewSuggestions(cluster: string, at?: string): Promise<Suggestions> {
  return (await admitted(cluster)).ask("suggestions", {}, at);
}

export async function viewDestinations(cluster: string, at?: string): Promise<DestinationsJson> {
  return (await admitted(cluster)).ask("destinations", {}, at);
}

export async function viewTimeline(cluster: string, asked: { readonly from: string | undefined; readonly until: string | undefined; readonly sel: string | undefined }): Promise<TimelineJson> {
  return (await admitted(cluster)).ask("timeline", asked);
}

export async function viewChange(cluster: string, at: string, object: string): Promise<DiffJson> {
  return (await admitted(cluster)).ask("change", { at, object });
}

/** @param span from when until when it is searched */
export async function viewBlame(cluster: string, query: { readonly from: string; readonly to: string; readonly port: string; readonly protocol: string }, span: AskedSpan): Promise<BlameJson> {
  return (await admitted(cluster)).ask("blame", { ...query, ...span });
}

async function admitted(cluster: string): Promise<Cluster> {
  await admitReader();
  return clusterOf(cluster);
}
