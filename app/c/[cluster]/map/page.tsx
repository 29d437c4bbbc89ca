import type { Metadata } from "next";
import { MapDifferences } from "#components/map/MapDifferences.tsx";
import { MapView } from "#components/map/MapView.tsx";
import page from "#components/parts/page.module.css";
import { Notices } from "#components/url/Notices.tsx";
import type { Notice } from "#lib/url/state.ts";
import { viewChangesSince, viewGraph } from "#server/views.ts";
import { found } from "../found.ts";
import { shown } from "../shown.tsx";
import { urlState } from "../urlstate.ts";

export const metadata: Metadata = { title: "Map" };

export default function MapPage(props: PageProps<"/c/[cluster]/map">) {
  return shown(body(props));
}

async function body({ params, searchParams }: PageProps<"/c/[cluster]/map">) {
  const cluster = decodeURIComponent((await params).cluster);
  const { state, notices } = await urlState(searchParams);
  if (state.compare !== undefined) return differences(cluster, { then: state.compare, now: state.at }, notices);
  return <MapView key={state.at ?? "now"} cluster={cluster} initial={await found(viewGraph(cluster, state.at))} />;
}

/** @param now undefined: the present */
async function differences(cluster: string, { then, now }: { readonly then: string; readonly now: string | undefined }, notices: readonly Notice[]) {
  const [was, is, changes] = await found(Promise.all([viewGraph(cluster, then), viewGraph(cluster, now), viewChangesSince(cluster, then, now)]));
  return (
    <main id="main" className={page.page}>
      <Notices notices={notices} />
      <MapDifferences cluster={cluster} times={{ then, now }} was={was} is={is} changes={changes} />
    </main>
  );
}
