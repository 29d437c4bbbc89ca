import type { Metadata } from "next";
import page from "#components/parts/page.module.css";
import { Timeline } from "#components/timeline/Timeline.tsx";
import { Notices } from "#components/url/Notices.tsx";
import { rangeOf } from "#lib/url/window.ts";
import { now } from "#server/clusters/clock.ts";
import { listClusters, viewTimeline } from "#server/views.ts";
import { found } from "../found.ts";
import { urlState } from "../urlstate.ts";

export const metadata: Metadata = { title: "Timeline" };

export default async function TimelinePage({ params, searchParams }: PageProps<"/c/[cluster]/timeline">) {
  const id = decodeURIComponent((await params).cluster);
  const { state, notices } = await urlState(searchParams);
  const { clusters } = await listClusters();
  const until = (end: string) => found(viewTimeline(id, { ...rangeOf(state.win, end), sel: state.sel }));
  // What was captured ends with its capture, unless its history began only when it was read.
  const captured = await until(state.at ?? clusters.find((cluster) => cluster.id === id)?.asOf ?? now());
  const timeline = captured.begins !== null && captured.begins > captured.until && state.at === undefined ? await until(now()) : captured;
  return (
    <main id="main" className={page.page}>
      <Notices notices={notices} />
      <Timeline timeline={timeline} state={state} now={Date.parse(now())} />
    </main>
  );
}
