import type { MapJson, PlacedMap } from "#lib/api/map.ts";
import { arrange } from "#lib/map/places/arrange.ts";
import { type Kept, keep } from "#lib/map/places/keep.ts";
import { type Order, type Wanted, wantedOrder } from "#lib/map/places/order.ts";
import { type StoredPlaces, crowdsIn, isOfAnother, writeStored } from "#lib/map/places/stored.ts";
import { type Database, StoreFault } from "../store/database.ts";
import { ViewError } from "../viewerror.ts";
import { type KeptPlaces, followKept, readKept, undoKept, writeKept } from "./kept.ts";

export interface Placing {
  /** The past time whose state the map shows, for which nothing is written; undefined: the present. */
  readonly at: string | undefined;
  /** Makes the map of somebody who has not filtered, of the same state; undefined: the map is that one. */
  readonly whole: (() => Promise<MapJson>) | undefined;
}

type Ordering = (wanted: Wanted) => Promise<Order>;
type Found = { readonly kind: "kept"; readonly kept: KeptPlaces } | { readonly kind: "none" } | { readonly kind: "away" };

const NOT_KEPT = { generation: 0, undo: false } as const;

/** Where everything on the maps stands: kept in the store for everybody, and made where nobody has looked before. */
export class MapPlaces {
  readonly #store: Database;
  readonly #order: Ordering;
  readonly #log: (fault: StoreFault) => void;
  /** What was shown last of each cluster: nobody moves while the store is away. */
  readonly #shown = new Map<string, StoredPlaces>();

  constructor(store: Database, order: Ordering, log: (fault: StoreFault) => void) {
    this.#store = store;
    this.#order = order;
    this.#log = log;
  }

  async placed(cluster: string, map: MapJson, { at, whole }: Placing): Promise<PlacedMap> {
    const found = await this.#find(cluster);
    const before = found.kind === "kept" ? found.kept.places : found.kind === "away" ? this.#shown.get(cluster) : undefined;
    const known = before !== undefined && !isOfAnother(before, map) ? before : undefined;
    const start = known ?? (await this.#arranged((await whole?.()) ?? map));
    const order = await this.#order(wantedOrder(map, start));
    const standing = (places: StoredPlaces): Kept => keep(places, map, { order, whole: whole === undefined });
    const made = standing(start);
    if (at === undefined) this.#shown.set(cluster, made.stored);
    const shown = (kept: Kept, { generation, undo }: Pick<KeptPlaces, "generation" | "undo">): PlacedMap => ({ ...map, places: { ...kept.places, generation, undo } });
    if (found.kind === "kept" && known !== undefined && (at !== undefined || !isSettled(map) || writeStored(made.stored) === found.kept.text)) return shown(made, found.kept);
    if (found.kind === "away" || at !== undefined || !isSettled(map)) return shown(made, NOT_KEPT);
    const written = await writeKept(this.#store, cluster, (kept) => (kept === undefined || isOfAnother(kept.places, map) ? made : standing(kept.places)).stored).catch((error: unknown) => this.#away(error));
    if (written === undefined) return shown(made, NOT_KEPT);
    this.#shown.set(cluster, written.places);
    return shown(standing(written.places), written);
  }

  /** Arranges from nothing. @param generation what was seen when it was asked for @returns the newest one @throws ViewError */
  async rearrange(cluster: string, generation: number, whole: MapJson): Promise<number> {
    const order = await this.#order(wantedOrder(whole, undefined));
    return this.#saving(() => followKept(this.#store, cluster, generation, (kept) => arrange(whole, order, kept && crowdsIn(kept.places))));
  }

  /** @param generation what was seen when it was asked for @returns the newest one @throws ViewError */
  async undo(cluster: string, generation: number): Promise<number> {
    const undone = await this.#saving(() => undoKept(this.#store, cluster, generation));
    if (undone === undefined) throw new ViewError("not_found", "there is no earlier arrangement");
    return undone;
  }

  async #arranged(map: MapJson): Promise<StoredPlaces> {
    return arrange(map, await this.#order(wantedOrder(map, undefined)));
  }

  async #find(cluster: string): Promise<Found> {
    try {
      const kept = await readKept(this.#store, cluster);
      return kept === undefined ? { kind: "none" } : { kind: "kept", kept };
    } catch (error) {
      this.#away(error);
      return { kind: "away" };
    }
  }

  #away(error: unknown): undefined {
    if (!(error instanceof StoreFault)) throw error;
    this.#log(error);
  }

  async #saving<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#away(error);
      throw new ViewError("not_saved", `not saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** While a cluster is being read for the first time, what is there of it says nothing of where it should stand. */
const isSettled = ({ boxes, cluster }: MapJson): boolean => boxes.length > 0 && !cluster.kinds.some(({ state }) => state === "loading");
