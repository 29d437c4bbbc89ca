import type { Metadata } from "next";
import { MapView } from "#components/map/MapView.tsx";
import { viewGraph } from "#server/views.ts";
import { found } from "../found.ts";
import { shown } from "../shown.tsx";
import { urlState } from "../urlstate.ts";

export const metadata: Metadata = { title: "Map" };

export default function MapPage(props: PageProps<"/c/[cluster]/map">) {
  return shown(body(props));
}

async function body({ params, searchParams }: PageProps<"/c/[cluster]/map">) {
  const cluster = decodeURIComponent((await params).cluster);
  const { state } = await urlState(searchParams);
  return <MapView key={state.at ?? "now"} cluster={cluster} initial={await found(viewGraph(cluster, state.at))} />;
}
