"use client";

import { useState } from "react";
import type { ConnectionsJson } from "#lib/api/connections.ts";
import type { PlacedMap } from "#lib/api/map.ts";
import { isReading } from "#lib/describe/kindstates.ts";
import { useMap } from "../api/queries.ts";
import { useCluster } from "../live/LiveCluster.tsx";
import { useUrlState } from "../url/useUrlState.ts";
import { askedOf, scopeOf } from "./asked.ts";
import { Reading } from "./Reading.tsx";
import { WholeMap } from "./WholeMap.tsx";

/** The map; while a cluster is read for the first time, how far that is. Half a map would have to be drawn again. */
export function MapView({ cluster, initial, rows, demo }: { readonly cluster: string; readonly initial: PlacedMap; readonly rows: ConnectionsJson; readonly demo?: string | undefined }) {
  const now = useCluster();
  const { state } = useUrlState();
  const asked = askedOf(state);
  const scope = scopeOf(asked);
  const [first] = useState(scope);
  const [shown, setShown] = useState(!isReading(initial.cluster.kinds));
  // A map that was made of a part is old as soon as the rest is there.
  const options = { initialData: scope === first ? initial : undefined, enabled: shown || !isReading(now.kinds), staleTime: shown ? Infinity : 0 };
  const { data: newest = initial, isFetching, isPlaceholderData, error } = useMap(cluster, { ...asked }, options);
  // What is read later, or anew, does not take the map away.
  if (!shown && !isReading(newest.cluster.kinds)) setShown(true);
  if (!shown) return <Reading cluster={now} />;
  return <WholeMap cluster={cluster} rows={rows} demo={demo} newest={newest} scope={scope} isOld={isPlaceholderData} isFetching={isFetching} fault={error?.message} />;
}
