import type { Metadata } from "next";
import { askedOf } from "#components/map/asked.ts";
import { MapDifferences } from "#components/map/MapDifferences.tsx";
import { MapView } from "#components/map/MapView.tsx";
import page from "#components/parts/page.module.css";
import { Notices } from "#components/url/Notices.tsx";
import { mapAsked } from "#lib/topology/asked.ts";
import type { Notice } from "#lib/url/state.ts";
import { tableState } from "#lib/url/table.ts";
import { demoPath } from "#server/clusters/demo.ts";
import { listClusters, viewConnections, viewMap, viewMapDifferences } from "#server/views.ts";
import { found } from "../found.ts";
import { shown } from "../shown.tsx";
import { urlState } from "../urlstate.ts";

/** As many as the table asks for first by itself. */
const FIRST_ROWS = 200;

export const metadata: Metadata = { title: "Map" };

export default function MapPage(props: PageProps<"/c/[cluster]/map">) {
  return shown(body(props));
}

async function body({ params, searchParams }: PageProps<"/c/[cluster]/map">) {
  const cluster = decodeURIComponent((await params).cluster);
  const { state, notices } = await urlState(searchParams);
  if (state.compare !== undefined) return differences(cluster, { then: state.compare, now: state.at }, notices);
  const { q, ns, hide, at } = state;
  const table = { q, ns, hide, sort: tableState(state).sort, after: undefined, limit: FIRST_ROWS };
  const [map, rows] = await found(Promise.all([viewMap(cluster, mapAsked(askedOf(state)), at), viewConnections(cluster, table, at)]));
  const demo = map.everythingOpen ? demoPath((await listClusters()).clusters, cluster) : undefined;
  return <MapView key={at ?? "now"} cluster={cluster} initial={map} rows={rows} demo={demo} />;
}

/** @param now undefined: the present */
async function differences(cluster: string, { then, now }: { readonly then: string; readonly now: string | undefined }, notices: readonly Notice[]) {
  const told = await found(viewMapDifferences(cluster, then, now));
  return (
    <main id="main" className={page.page}>
      <Notices notices={notices} />
      <MapDifferences cluster={cluster} times={{ then, now }} differences={told} />
    </main>
  );
}
