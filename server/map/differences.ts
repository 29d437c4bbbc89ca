import type { MapDifferences, MapJson, PlacedMap } from "#lib/api/map.ts";
import { flipText } from "#lib/describe/changes.ts";
import { differing } from "#lib/graph/differing.ts";
import { EVERYTHING, type MapAsked } from "#lib/topology/asked.ts";
import type { Cluster } from "../clusters/cluster.ts";
import { placed } from "./placed.ts";

/** Connections that are told, and drawn. */
const MOST = 300;

/** What has another verdict than at a past time. @param then RFC 3339; @param at the same, or absent for the present */
export async function differencesBetween(cluster: Cluster, then: string, at: string | undefined): Promise<MapDifferences> {
  const [before, now] = await Promise.all([cluster.ask("codes", {}, then), cluster.ask("codes", {}, at)]);
  const ids = differing(before, now);
  const shown = ids.slice(0, MOST);
  const asked: MapAsked = { ...EVERYTHING, only: shown, show: ["allowed"] };
  const [was, is, changes, wasDrawn, isDrawn] = await Promise.all([
    cluster.ask("connectionsOf", { ids: shown }, then), cluster.ask("connectionsOf", { ids: shown }, at), cluster.ask("changesSince", { since: then }, at),
    cluster.ask("map", asked, then), cluster.ask("map", asked, at),
  ]);
  const [old, present] = [new Map(was.map((one) => [one.id, one])), new Map(is.map((one) => [one.id, one]))];
  const { places } = await placed(cluster.id, both(wasDrawn, isDrawn), { at: at ?? isDrawn.cluster.readAt, whole: () => cluster.ask("map", EVERYTHING, at) });
  const standing = (map: MapJson): PlacedMap => ({ ...map, places });
  return {
    connections: shown.map((id) => ({ id, text: flipText({ was: old.get(id)?.code ?? null, is: present.get(id)?.code ?? null }), was: old.get(id) ?? null, is: present.get(id) ?? null })),
    total: ids.length,
    changes: [...changes],
    was: standing(wasDrawn),
    is: standing(isDrawn),
  };
}

/** What is on either map, so that it stands at one place on both. */
function both(was: MapJson, is: MapJson): MapJson {
  const boxes = new Map([...was.boxes, ...is.boxes].map((box) => [box.namespace, box]));
  const nodes = new Map([...was.nodes, ...is.nodes].map((node) => [node.id, node]));
  const edges = new Map([...was.edges, ...is.edges].map((edge) => [edge.id, edge]));
  return { ...is, boxes: [...boxes.values()], nodes: [...nodes.values()], edges: [...edges.values()] };
}
