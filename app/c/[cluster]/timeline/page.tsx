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
  const end = state.at ?? (await found(endOf(id)));
  const timeline = await found(viewTimeline(id, { from: undefined, ...rangeOf(state.win, end), sel: state.sel }));
  return (
    <main id="main" className={page.page}>
      <Notices notices={notices} />
      <Timeline timeline={timeline} state={state} now={Date.parse(now())} />
    </main>
  );
}

/** What was captured ends with its capture, as long as its history reaches back to that and nothing changed since. */
async function endOf(id: string): Promise<string> {
  const present = now();
  const { clusters } = await listClusters();
  const cluster = clusters.find((one) => one.id === id);
  if (cluster === undefined || cluster.asOf === cluster.readAt) return present;
  const { begins, revisions } = await viewTimeline(id, { from: cluster.asOf, until: undefined, sel: undefined });
  return begins !== null && begins <= cluster.asOf && revisions.length === 0 ? cluster.asOf : present;
}
