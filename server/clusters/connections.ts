import type { ConnectionsJson } from "#lib/api/connections.ts";
import { type AskedFilter } from "#lib/topology/rowfilter.ts";
import { orderOf } from "#lib/topology/order.ts";
import { readPlace } from "#lib/topology/page.ts";
import { connectionsJson } from "#lib/topology/rows.ts";
import { changesUntil } from "../history/changed.ts";
import { ViewError } from "../viewerror.ts";
import type { Seen } from "./views.ts";

export interface AskedConnections extends AskedFilter {
  /** A column, with `-` before it from the last to the first; undefined: worst first. */
  readonly sort: string | undefined;
  /** `next` of the page before; undefined: from the first row on. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** One page of the table. @throws ViewError */
export async function connections({ sort, after, limit, ...filter }: AskedConnections, seen: Seen): Promise<ConnectionsJson> {
  const order = orderOf(sort);
  if (order === undefined) throw new ViewError("bad_request", `there is no column \`${sort ?? ""}\``, "sort");
  const place = after === undefined ? undefined : readPlace(after, order);
  if (after !== undefined && place === undefined) throw new ViewError("bad_request", "`after` must be `next` of a page that was asked for in the same order", "after");
  const { changedAt, now } = await changesUntil(seen);
  return connectionsJson({ filter, order, after: place, limit }, seen.state, seen.judged, changedAt, now);
}
