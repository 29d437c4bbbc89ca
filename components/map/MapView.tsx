"use client";

import { useMemo, useRef, useState } from "react";
import type { ConnectionJson, GraphJson } from "#lib/api/graph.ts";
import { sceneOf } from "#lib/map/elements.ts";
import { isReading } from "#lib/describe/kindstates.ts";
import { visible } from "#lib/map/visible.ts";
import type { Selection } from "#lib/url/selection.ts";
import type { Notice } from "#lib/url/state.ts";
import { useGraph } from "../api/queries.ts";
import { ConnectionTable } from "../connections/ConnectionTable.tsx";
import { worstFirst } from "../connections/order.ts";
import { useCluster } from "../live/LiveCluster.tsx";
import { Panel } from "../panel/Panel.tsx";
import { Notices } from "../url/Notices.tsx";
import { Stamp } from "../url/Stamp.tsx";
import { useUrlState } from "../url/useUrlState.ts";
import { Legend } from "./Legend.tsx";
import { type Camera, MapCanvas } from "./MapCanvas.tsx";
import { MapList } from "./MapList.tsx";
import { MapTools } from "./MapTools.tsx";
import { Reading } from "./Reading.tsx";
import { Waiting } from "./Waiting.tsx";
import { ZoomControls } from "./ZoomControls.tsx";
import styles from "./map.module.css";
import { headlineOf, notEnforcedSentences, notEvaluatedSentences, statusOf } from "./sentences.ts";
import { useKeys } from "../parts/useKeys.ts";
import { useSteadyLayout } from "./useSteadyLayout.ts";

/** The map; while a cluster is read for the first time, how far that is. Half a map would have to be drawn again. */
export function MapView({ cluster, initial }: { readonly cluster: string; readonly initial: GraphJson }) {
  const now = useCluster();
  const { at } = useUrlState().state;
  const [shown, setShown] = useState(!isReading(initial.cluster.kinds));
  // A graph that was made of a part is old as soon as the rest is there.
  const { data: whole = initial, isFetching } = useGraph(cluster, { at, initialData: initial, enabled: shown || !isReading(now.kinds), staleTime: shown ? Infinity : 0 });
  // What is read later, or anew, does not take the map away.
  if (!shown && !isReading(whole.cluster.kinds)) setShown(true);
  return shown ? <WholeMap cluster={cluster} whole={whole} isFetching={isFetching} /> : <Reading cluster={now} />;
}

/** The map, its table, and what is known about what is selected. */
function WholeMap({ cluster, whole, isFetching }: { readonly cluster: string; readonly whole: GraphJson; readonly isFetching: boolean }) {
  const { state, notices, change, select } = useUrlState();
  const { graph, hidden } = useMemo(() => visible(whole, state.ns), [whole, state.ns]);
  const { layout, waiting, apply } = useSteadyLayout(graph, state.ns.join());
  const scene = useMemo(() => sceneOf(graph, layout, state.sel), [graph, layout, state.sel]);
  const [focused, setFocused] = useState<string>();
  const camera = useRef<Camera>(null);
  const ordered = useMemo(() => worstFirst(graph.connections), [graph]);

  const walkBlocked = (step: 1 | -1): void => {
    const blocked = ordered.filter(({ verdict }) => verdict === "deny" || verdict === "partial");
    const at = blocked.findIndex(({ id }) => id === state.sel);
    select(blocked.at(at < 0 && step < 0 ? -1 : (at + step) % Math.max(1, blocked.length))?.id ?? state.sel);
  };
  useKeys({
    n: () => walkBlocked(1),
    N: () => walkBlocked(-1),
    t: () => change({ view: (state.view ?? "graph") === "graph" ? "split" : state.view === "split" ? "table" : "graph" }),
    u: apply,
    Escape: () => select(undefined),
    "+": () => camera.current?.zoomBy(1.25),
    "-": () => camera.current?.zoomBy(0.8),
    "0": () => camera.current?.zoomToFull(),
    f: () => camera.current?.fit(),
  });

  const connection = graph.connections.find(({ id }) => id === state.sel);
  return (
    <main id="main" className={styles.page} data-view={state.view ?? "graph"} data-selected={state.sel !== undefined || undefined}>
      <div className={styles.head}>
        {connection !== undefined && <Stamp key={connection.id} cluster={cluster} ends={endsOf(connection)} code={connection.code} readAt={whole.cluster.readAt} />}
        <Notices notices={[...notices, ...unusable(graph, state.sel)]} />
        <div className={styles.title}>
          <div>
            <h1>{headlineOf(whole)}</h1>
            {/* Written of the present. */}
            {state.at === undefined && whole.cluster.summary !== null && <p className={styles.summary}>{whole.cluster.summary}</p>}
          </div>
          <MapTools state={state} namespaces={whole.namespaces} change={change} />
        </div>
        {[...notEvaluatedSentences(whole), ...notEnforcedSentences(whole)].map((sentence) => (
          <p key={sentence} className={styles.summary}>
            {sentence}
          </p>
        ))}
      </div>
      <div className={styles.body}>
        <section className={styles.graph} aria-label="Network map" aria-roledescription="network map" role="group" aria-describedby="map-keys">
          <p id="map-keys" className="unseen">
            The list below mirrors the picture: arrow keys move, Enter opens details, Escape closes them.
          </p>
          <MapList graph={graph} selected={state.sel} onFocus={setFocused} onSelect={select} />
          <MapCanvas scene={scene} bounds={layout.bounds} revision={whole.cluster.revision} focused={focused} camera={camera} onSelect={select} />
          <Waiting waiting={waiting} apply={apply} />
          <ZoomControls camera={camera} />
        </section>
        <section className={styles.table} aria-label="Connections">
          <ConnectionTable cluster={cluster} connections={ordered} caption="Declared connections, blocked first" selected={state.sel} onSelect={select} />
        </section>
        {state.sel !== undefined && <Panel key={state.sel} cluster={cluster} graph={graph} selected={state.sel} onSelect={select} />}
      </div>
      <footer className={styles.foot}>
        <p role="status">
          {statusOf(graph.connections, hidden)}
          {isFetching && <span className={styles.updating}> Updating…</span>}
        </p>
        <Legend connections={graph.connections} />
      </footer>
    </main>
  );
}

const endsOf = ({ from, to, port, protocol }: ConnectionJson): Selection => ({ from, to, port: String(port), proto: protocol.toLowerCase() });

/** A selection that is not on the map, because it is gone or was filtered away. */
function unusable(graph: GraphJson, selected: string | undefined): readonly Notice[] {
  if (selected === undefined || [...graph.nodes, ...graph.connections, ...graph.policies].some(({ id }) => id === selected)) return [];
  return [{ parameter: "sel", value: selected, expected: "on this map" }];
}
