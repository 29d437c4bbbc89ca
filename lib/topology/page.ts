import type { ConnectionRow } from "#lib/api/connections.ts";
import { type Order, type Place, orderText, placing } from "./order.ts";

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Undefined: these are the last. */
  readonly next: string | undefined;
}

/**
 * The rows that follow a place in an order. A place is that of a row, not a number of rows: what stays as it is is neither
 * lost nor told twice, whatever else comes or goes between two pages.
 */
export function pageAfter<Row extends ConnectionRow>(rows: readonly Row[], order: Order, after: Place | undefined, limit: number): Page<Row> {
  const { of, compare } = placing(order);
  const placed = rows.map((row) => ({ row, place: of(row) })).filter(({ place }) => after === undefined || compare(place, after) > 0);
  const shown = placed.sort((a, b) => compare(a.place, b.place)).slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown.map(({ row }) => row), next: last && shown.length < placed.length ? placeText(last.place, order) : undefined };
}

const placeText = (place: Place, order: Order): string => JSON.stringify([orderText(order) ?? "", ...place]);

/** Reads what `next` said; undefined for what no page in this order could have said. */
export function readPlace(text: string, order: Order): Place | undefined {
  const [said, ...place] = parsed(text) ?? [];
  return said === (orderText(order) ?? "") && placing(order).fits(place) ? place : undefined;
}

function parsed(text: string): Place | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((part) => typeof part === "number" || typeof part === "string") ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
