import type { MapJson, PlacedMap } from "#lib/api/map.ts";
import { runtime } from "../clusters/runtime.ts";
import { log } from "../log.ts";
import { onShutdown } from "../shutdown.ts";
import { MapPlaces, type Placing } from "./mapplaces.ts";
import { Orderer } from "./orderer.ts";

/** Next holds several copies of each module; what must exist once hangs on globalThis. */
const KEY = Symbol.for("whydrop.mapplaces");
const shared = globalThis as typeof globalThis & { [KEY]?: Promise<MapPlaces> };

/** A map with the places of all that it draws. It is never without: what the store or ELK cannot do is done without them. */
export async function placed(cluster: string, map: MapJson, placing: Placing): Promise<PlacedMap> {
  return (await mapPlaces()).placed(cluster, map, placing);
}

export function mapPlaces(): Promise<MapPlaces> {
  return (shared[KEY] ??= open());
}

async function open(): Promise<MapPlaces> {
  const { store } = await runtime();
  const orderer = new Orderer((message) => log("warn", message));
  onShutdown(() => orderer.close());
  return new MapPlaces(store, (wanted) => orderer.order(wanted), ({ kind, message, cause }) => log("warn", "the store failed the map", { kind, message, cause }));
}
