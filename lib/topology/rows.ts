import type { ConnectionRow, ConnectionsJson } from "#lib/api/connections.ts";
import { momentText } from "#lib/api/moment.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import { type ClusterState, clusterJson } from "#lib/graph/state.ts";
import { type AskedFilter, filterOf } from "./rowfilter.ts";
import type { Order, Place } from "./order.ts";
import { pageAfter } from "./page.ts";
import { type ChangedAt, Subjects } from "./subject.ts";

/** What is asked of the table. */
export interface AskedRows {
  readonly filter: AskedFilter;
  readonly order: Order;
  readonly after: Place | undefined;
  readonly limit: number;
}

/** One page of the declared connections. @param now milliseconds since 1970: of a past state its time */
export function connectionsJson({ filter: asked, order, after, limit }: AskedRows, state: ClusterState, judged: readonly JudgedConnection[], changedAt: ChangedAt, now: number): ConnectionsJson {
  const subjects = new Subjects(state.context, changedAt, now);
  const filter = filterOf(asked);
  const all = judged.map((connection) => ({ connection, subject: subjects.of(connection) }));
  const rows = all.filter(({ subject }) => filter.holds(subject)).map(({ connection: { json }, subject }): ConnectionRow => {
    const changed = changedAt.get(json.id);
    return { ...json, changedAt: changed === undefined ? null : momentText(changed), policies: [...subject.policies] };
  });
  const { rows: shown, next } = pageAfter(rows, order, after, limit);
  return {
    cluster: clusterJson(state),
    total: rows.length,
    of: judged.length,
    rows: [...shown],
    next: next ?? null,
    ignored: filter.faults.map(({ written, expected }) => ({ term: written, expected })),
    removed: rows.length > 0 ? [] : [...filter.removed(all.map(({ subject }) => subject))],
  };
}
