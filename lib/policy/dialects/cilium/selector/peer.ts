import type { Peer } from "#lib/policy/algebra.ts";
import { EVERYTHING } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import type { Author } from "../author.ts";
import { DEFAULT_CLUSTER_NAME, untoldFeature } from "../options.ts";
import { type Ask, readAsks } from "./asks.ts";
import { askCluster } from "./cluster.ts";
import { isEveryPlace, selectPlaces } from "./places.ts";
import { NO_POD, selectPods } from "./pods.ts";

/** An entry of `fromEndpoints` or `toEndpoints`. */
export function readEndpoints(entry: Field, selectsInit: boolean, author: Author): Peer {
  const asks = readAsks(entry);
  const { home, podsOnly } = reachOf(asks, selectsInit, author);
  const pods = podsOf(asks, home, author);
  const places = podsOnly ? [] : selectPlaces(asks);
  if (pods === undefined) return places.length === 1 && places[0] ? places[0] : { kind: "any", of: places };
  if (places.length === 0) return pods;
  const everyPod = pods.kind === "pods" && pods.pods === EVERYTHING && pods.namespaces.kind === "selected" && pods.namespaces.selector === EVERYTHING;
  return everyPod && isEveryPlace(places) ? { kind: "anyone" } : { kind: "any", of: [pods, ...places] };
}

/**
 * How far a selector reaches (semantics §3.5): one that asks for nothing of the namespace means the policy's own, and in a
 * clusterwide policy pods alone; one with a `reserved:` label is used as it is.
 */
function reachOf(asks: readonly Ask[], selectsInit: boolean, { scope }: Author): { readonly home?: string; readonly podsOnly: boolean } {
  const asksFor = (kind: Ask["about"]["kind"]): boolean => asks.some(({ about }) => about.kind === kind);
  if (asksFor("reserved") || asksFor("namespace-name")) return { podsOnly: false };
  if (scope.kind === "cluster") return { podsOnly: !selectsInit };
  return asksFor("namespace-label") ? { podsOnly: false } : { home: scope.name, podsOnly: true };
}

/** @returns undefined where no pod can match */
function podsOf(asks: readonly Ask[], home: string | undefined, { ref, needs }: Author): Peer | undefined {
  const selected = selectPods(asks, home);
  const named = asks.filter(({ about }) => about.kind === "cluster").map(askCluster);
  for (const { rests } of named) if (rests === DEFAULT_CLUSTER_NAME) needs.add(rests);
  if (selected.pods === NO_POD || named.some(({ holds }) => !holds)) return undefined;
  const pods: Peer = { kind: "pods", namespaces: selected.namespaces, pods: selected.pods.length === 0 ? EVERYTHING : selected.pods };
  const open = named.flatMap(({ rests }) => (rests && rests !== DEFAULT_CLUSTER_NAME ? [rests.feature] : []));
  return open.length === 0 ? pods : { kind: "all", of: [pods, ...open.map((feature): Peer => ({ kind: "untold", missing: untoldFeature(ref, feature) }))] };
}
