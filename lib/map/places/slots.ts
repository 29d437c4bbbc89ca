import { SLOT } from "./sizes.ts";
import { type StoredColumn, byId } from "./stored.ts";

/** Beyond so many slots the places of what is not drawn are used again, whoever may still want them. */
const MOST = 400;

/** One that stands outside, and how far down it would best stand; undefined: anywhere. */
export interface Outsider {
  readonly id: string;
  readonly wanted: number | undefined;
}

/** A column beside a cluster of that height, with room for as many again: each near to what it is linked with. */
export function columnFor(outsiders: readonly Outsider[], height: number): StoredColumn {
  const slots = Math.max(Math.floor(height / SLOT.height), 2 * outsiders.length, 4);
  const y = Math.round((height - slots * SLOT.height) / 2);
  const sorted = sortedByWish(outsiders, height / 2);
  const ids: string[] = [];
  for (const [index, { id, wanted }] of sorted.entries()) {
    const latest = slots - (sorted.length - index);
    ids[Math.min(latest, Math.max(ids.length, slotAt(y, wanted ?? height / 2)))] = id;
  }
  return { y, slots, ids: Array.from(ids, (id) => id ?? "") };
}

/** One more in a column in which nobody moves. @param isUnused whether a slot may be taken from whoever is named there */
export function withOutsider(column: StoredColumn, { id, wanted }: Outsider, isUnused: (id: string) => boolean): StoredColumn {
  const at = slotAt(column.y, wanted ?? column.y + (column.slots * SLOT.height) / 2);
  const all = Array.from({ length: column.slots }, (_, slot) => slot);
  const held = (slot: number): string => column.ids[slot] ?? "";
  const nearest = (slots: readonly number[]): number | undefined => slots.toSorted((one, other) => Math.abs(one - at) - Math.abs(other - at) || one - other)[0];
  const slot = nearest(all.filter((slot) => held(slot) === "")) ?? nearest(all.filter((slot) => isUnused(held(slot)))) ?? column.slots;
  const ids = Array.from({ length: Math.max(column.ids.length, slot + 1) }, (_, index) => (index === slot ? id : held(index)));
  return { ...column, slots: Math.max(column.slots, slot + 1), ids };
}

/** Those who come anew take their slots in this order. */
export const sortedByWish = (outsiders: readonly Outsider[], middle: number): readonly Outsider[] =>
  outsiders.toSorted((one, other) => (one.wanted ?? middle) - (other.wanted ?? middle) || byId(one.id, other.id));

/** Ids by slot with one more among them: where one is free, else where one is not used, else behind all. */
export function withSlot(ids: readonly string[], id: string, isUnused: (id: string) => boolean): readonly string[] {
  const free = ids.indexOf("");
  const slot = free === -1 ? ids.findIndex(isUnused) : free;
  return slot === -1 ? [...ids, id] : ids.with(slot, id);
}

/** Of whom a slot may be taken. @param whole whether all is drawn that somebody sees who has not filtered */
export const unused = (ids: readonly string[], drawn: ReadonlySet<string>, whole: boolean) => (id: string): boolean => !drawn.has(id) && (whole || ids.length >= MOST);

const slotAt = (y: number, wanted: number): number => Math.max(0, Math.round((wanted - y - SLOT.height / 2) / SLOT.height));
