import type { PlacedMap } from "#lib/api/map.ts";
import { EVERYTHING, type MapAsked, isEverything } from "#lib/topology/asked.ts";
import type { LocalCluster } from "#server/clusters/local.ts";
import { MapPlaces } from "#server/map/mapplaces.ts";
import { Orderer } from "#server/map/orderer.ts";
import type { Database } from "#server/store/database.ts";
import { openDatabase } from "#server/store/open.ts";

/** Maps with their places, which are kept in a store as the dashboard keeps them. */
export class Placed {
  readonly #cluster: LocalCluster;
  readonly #store: Database;
  readonly #orderer = new Orderer((message) => console.warn(message));
  readonly #places: MapPlaces;

  constructor(cluster: LocalCluster, folder: string) {
    this.#cluster = cluster;
    this.#store = openDatabase({ dataDir: folder, databaseUrl: undefined });
    this.#places = new MapPlaces(this.#store, (wanted) => this.#orderer.order(wanted), (fault) => {
      throw fault;
    });
  }

  async map(asked: MapAsked): Promise<PlacedMap> {
    return this.#places.placed("bench", await this.#cluster.ask("map", asked), { at: undefined, whole: isEverything(asked) ? undefined : () => this.#cluster.ask("map", EVERYTHING) });
  }

  async close(): Promise<void> {
    this.#orderer.close();
    await this.#store.close();
  }
}
