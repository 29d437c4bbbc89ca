"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { COLUMNS, type Column, type ConnectionRow } from "#lib/api/connections.ts";
import type { ConnectionJson } from "#lib/api/graph.ts";
import { WORST_FIRST, sorted } from "#lib/topology/order.ts";
import { Grid } from "./Grid.tsx";

/** A connection as some pages have it: not all know when it changed, or who selects its ends. */
export type GivenConnection = ConnectionJson & Partial<Pick<ConnectionRow, "changedAt" | "policies">>;

interface Props {
  readonly cluster: string;
  readonly connections: readonly GivenConnection[];
  readonly caption: string;
  readonly without?: Column;
  readonly selected?: string | undefined;
  readonly onSelect?: (id: string | undefined) => void;
}

/** Connections that are all there, in the order in which they are given until another is chosen. */
export function ConnectionTable({ cluster, connections, caption, without, selected, onSelect }: Props) {
  const at = useSearchParams().get("at") ?? undefined;
  const [order, setOrder] = useState(WORST_FIRST);
  const given = useMemo(() => connections.map((connection): ConnectionRow => ({ changedAt: null, policies: [], ...connection })), [connections]);
  const rows = useMemo(() => (order.column === undefined ? given : sorted(given, order)), [given, order]);
  const columns = useMemo(() => COLUMNS.filter((column) => column !== without && (column !== "changed" || given.some(({ changedAt }) => changedAt !== null))), [given, without]);
  return <Grid cluster={cluster} caption={caption} rows={rows} total={rows.length} columns={columns} order={order} onOrder={setOrder} selected={selected} onSelect={onSelect} at={at} />;
}
