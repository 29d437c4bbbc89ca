import type { MapJson, MapNode } from "#lib/api/map.ts";
import type { Rect } from "../geometry.ts";
import { CARD, CLUSTER, SLOT } from "./sizes.ts";
import type { Outsider } from "./slots.ts";
import type { StoredPlaces } from "./stored.ts";

/** Who stands in a column, each wanting the mean height of those that it is linked with. */
export function outsidersOf(map: MapJson, place: MapNode["place"], inside: ReadonlyMap<string, Rect>): readonly Outsider[] {
  const heights = Map.groupBy(
    map.edges.flatMap(({ from, to }) => [[from, to], [to, from]] as const),
    ([id]) => id,
  );
  return map.nodes.filter((node) => node.place === place).map(({ id }) => {
    const rects = (heights.get(id) ?? []).flatMap(([, other]) => inside.get(other) ?? []);
    const middles = rects.map(({ y, height }) => y + height / 2).toSorted((one, other) => one - other);
    return { id, wanted: middles.length === 0 ? undefined : middles.reduce((sum, middle) => sum + middle, 0) / middles.length };
  });
}

/** Where everybody stands who has a slot outside of the boxes, by id. */
export function outsideRects({ width, height, callers, destinations, system }: StoredPlaces): ReadonlyMap<string, Rect> {
  const perRow = slotsPerRow(width);
  const inset = (SLOT.width - CARD.width) / 2;
  const column = ({ y, ids }: StoredPlaces["callers"], x: number) => slotted(ids, (slot) => ({ x, y: y + slot * SLOT.height + (SLOT.height - CARD.height) / 2, ...CARD }));
  return new Map([
    ...column(callers, -CLUSTER.side - CLUSTER.outside - CARD.width),
    ...column(destinations, width + CLUSTER.side + CLUSTER.outside),
    ...slotted(system, (slot) => ({ x: (slot % perRow) * SLOT.width + inset, y: height + SLOT.above + Math.floor(slot / perRow) * SLOT.height, ...CARD })),
  ]);
}

/** How far the rows of what belongs to the system go down below the boxes. */
export const systemHeight = ({ width, system }: StoredPlaces): number => (system.length === 0 ? 0 : SLOT.above + Math.ceil(system.length / slotsPerRow(width)) * SLOT.height);

const slotsPerRow = (width: number): number => Math.max(1, Math.floor(width / SLOT.width));

const slotted = (ids: readonly string[], at: (slot: number) => Rect): readonly (readonly [string, Rect])[] => ids.flatMap((id, slot) => (id === "" ? [] : [[id, at(slot)] as const]));
