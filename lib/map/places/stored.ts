import { z } from "zod";
import type { MapJson } from "#lib/api/map.ts";

/** Counts the ways in which places were made; what another one made is not read. */
export const LAYOUT = 1;

/** Ids by cell or by slot; an empty string where nothing stands. */
const ids = z.array(z.string()).readonly();
const count = z.int().min(1);

const storedBox = z.object({ x: z.int(), y: z.int(), columns: count, rows: count, cells: ids, crowd: z.int().describe("so many would have been there at once; 0: there were cells for all") });
const storedColumn = z.object({ y: z.int(), slots: count, ids });

/**
 * Who stands where. The boxes stand from 0 to `width` and from anywhere above to `height`; what is outside of them stands by
 * these two, so that it stays where it is when a new box takes a place at the upper edge.
 */
const storedPlaces = z.object({
  width: count,
  height: count,
  boxes: z.record(z.string(), storedBox),
  callers: storedColumn.describe("slots: so many it was made for; more follow below where they are needed"),
  destinations: storedColumn,
  system: ids,
});

export type StoredBox = Readonly<z.infer<typeof storedBox>>;
export type StoredColumn = Readonly<z.infer<typeof storedColumn>>;
export type StoredPlaces = Readonly<z.infer<typeof storedPlaces>>;

/** @returns undefined for what no store of ours can hold: it is made anew then */
export function readStored(text: string): StoredPlaces | undefined {
  try {
    return storedPlaces.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** By their ids, whatever the order is in which a map names them. */
export const byId = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** How many cells were wanted in the boxes that had too few: the next arrangement makes them. By namespace. */
export const crowdsIn = ({ boxes }: StoredPlaces): ReadonlyMap<string, number> => new Map(Object.entries(boxes).flatMap(([namespace, { crowd }]) => (crowd > 0 ? [[namespace, crowd] as const] : [])));

/** The same places are the same text. */
export const writeStored = (places: StoredPlaces): string =>
  JSON.stringify({ ...places, boxes: Object.fromEntries(Object.entries(places.boxes).toSorted(([one], [other]) => byId(one, other))) });

/** Whether these are the places of something else: not one namespace that there is has a box. */
export function isOfAnother(places: StoredPlaces, { boxes, namespaces }: Pick<MapJson, "boxes" | "namespaces">): boolean {
  return boxes.length > 0 && !namespaces.some(({ name }) => Object.hasOwn(places.boxes, name));
}
