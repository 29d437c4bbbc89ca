import type { MapJson } from "#lib/api/map.ts";
import { parsePairs } from "#lib/url/query.ts";
import { cluster, contextFrom, namespace, pod } from "#lib/check/fixture.ts";
import { judgeDeclared } from "#lib/graph/connections.ts";
import { type Changes, mapAsked } from "./asked.ts";
import { mapJson } from "./map.ts";
import { type Topology, topologyOf } from "./topology.ts";

const AT = "2026-04-16T02:13:40Z";
const UNCHANGED: Changes = { now: Date.parse(AT), changedAt: new Map() };

export function topologyIn(...documents: readonly string[]): Topology {
  const context = contextFrom(cluster(...documents));
  return topologyOf(context, judgeDeclared(context));
}

/** The map of these documents. @param query as in the address of the page: `ns=shop&show=rules` */
export function mapIn(documents: readonly string[], query = "", changes = UNCHANGED): MapJson {
  const topology = topologyIn(...documents);
  return mapJson(topology, { id: "c", context: topology.context, revision: 1, readAt: AT }, mapAsked(Object.fromEntries(parsePairs(query))), changes);
}

/** A pod of a Deployment. @param id `shop/web-1`, of the Deployment `web` */
export function replica(id: string, labels: string, more: { readonly ip?: string; readonly spec?: string } = {}): string {
  const [space = "", name = ""] = id.split("/");
  return pod(id, { labels, owner: `kind: StatefulSet, name: ${name.replace(/-\d+$/, "")}`, ...more, ip: more.ip ?? `10.0.${String(space.length)}.${String(name.charCodeAt(0) % 200)}` });
}

export const watching = (...checks: readonly (readonly [from: string, to: string, port: number])[]): string =>
  `{apiVersion: whydrop.dev/v1alpha1, kind: WatchList, metadata: {name: w}, spec: {checks: [${checks.map(([from, to, port], index) => `{name: c${String(index)}, from: "${from}", to: "${to}", port: ${String(port)}, expect: allow}`).join(", ")}]}}`;

/** A destination that these are said to call. */
export const destination = (host: string, address: string, usedBy: readonly string[], port = 443): string =>
  `{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: "${host}"}, spec: {destinations: [{host: ${host}, addresses: ["${address}"], ports: [{port: ${String(port)}, protocol: TCP}], usedBy: [${usedBy.map((id) => `"${id}"`).join(", ")}]}]}}`;

export const spaces = (...names: readonly string[]): readonly string[] => names.map((name) => namespace(name));
