import type { Metadata } from "next";
import { MapView } from "#components/map/MapView.tsx";
import { viewGraph } from "#server/views.ts";
import { found } from "../found.ts";

export const metadata: Metadata = { title: "Map" };

export default async function MapPage({ params }: PageProps<"/c/[cluster]/map">) {
  const cluster = decodeURIComponent((await params).cluster);
  return <MapView cluster={cluster} initial={await found(viewGraph(cluster))} />;
}
