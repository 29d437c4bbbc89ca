"use client";

import { useMemo, useRef, useState } from "react";
import type { GraphJson } from "#lib/api/graph.ts";
import { sceneOf } from "#lib/map/elements.ts";
import { layout as layoutOf } from "#lib/map/layout.ts";
import { useUrlState } from "../url/useUrlState.ts";
import { Legend } from "./Legend.tsx";
import { type Camera, MapCanvas } from "./MapCanvas.tsx";
import { MapList } from "./MapList.tsx";
import { ZoomControls } from "./ZoomControls.tsx";
import styles from "./differences.module.css";

/** The connections that differ, as they are; the table beneath says what they were. */
export function DifferencePicture({ graph }: { readonly graph: GraphJson }) {
  const { state, select } = useUrlState();
  const layout = useMemo(() => layoutOf(graph), [graph]);
  const scene = useMemo(() => sceneOf(graph, layout, state.sel), [graph, layout, state.sel]);
  const [focused, setFocused] = useState<string>();
  const camera = useRef<Camera>(null);
  return (
    <figure className={styles.picture}>
      <div className={styles.graph} aria-label="Network map" aria-roledescription="network map" role="group" aria-describedby="map-keys">
        <p id="map-keys" className="unseen">
          The list below mirrors the picture: arrow keys move, Enter marks what is chosen.
        </p>
        <MapList graph={graph} selected={state.sel} onFocus={setFocused} onSelect={select} />
        <MapCanvas scene={scene} bounds={layout.bounds} revision={graph.cluster.revision} focused={focused} camera={camera} onSelect={select} />
        <ZoomControls camera={camera} />
      </div>
      <figcaption className={styles.foot}>
        <Legend connections={graph.connections} />
      </figcaption>
    </figure>
  );
}
