"use client";

import { useEffect, useMemo, useRef } from "react";
import type { PlacedMap } from "#lib/api/map.ts";
import { sceneOf } from "#lib/map/scene.ts";
import { type UrlState, parseState } from "#lib/url/state.ts";
import { useKeys } from "../parts/useKeys.ts";
import { wantedAddress } from "../url/underway.ts";
import { Arrange } from "./Arrange.tsx";
import { camOf, viewOf } from "./cam.ts";
import { type Camera, MapCanvas } from "./canvas/MapCanvas.tsx";
import { ZoomControls } from "./canvas/ZoomControls.tsx";
import type { Ghost } from "./steady.ts";
import styles from "./view.module.css";

interface Props {
  readonly cluster: string;
  readonly map: PlacedMap;
  readonly state: UrlState;
  readonly ghosts: readonly Ghost[];
  /** Ids of edges that a rule above is about. */
  readonly lit: readonly string[];
  /** Id of what has the keyboard's focus. */
  readonly focused: string | undefined;
  /** What the camera goes to, each time anew. */
  readonly fly: { readonly id: string } | undefined;
  readonly narrow: boolean;
  readonly onSelect: (id: string | undefined) => void;
  readonly onToggle: (opens: string) => void;
  readonly onArranged: (generation: number) => void;
  readonly change: (change: Partial<UrlState>, how?: "push" | "replace") => void;
}

/** The map as it is drawn: what the address says of the camera, and the buttons that lie over it. */
export function Picture({ cluster, map, state, ghosts, lit, focused, fly, narrow, onSelect, onToggle, onArranged, change }: Props) {
  const camera = useRef<Camera>(null);
  const { sel } = state;
  const scene = useMemo(() => sceneOf(map, { selected: sel, ghosts: ghosts.map(({ rect }) => rect) }), [map, sel, ghosts]);
  useEffect(() => {
    if (fly !== undefined) camera.current?.flyTo(fly.id);
  }, [fly]);
  useKeys({
    "+": () => camera.current?.zoomBy(1.25),
    "-": () => camera.current?.zoomBy(0.8),
    "0": () => camera.current?.zoomToFull(),
    f: () => camera.current?.fit(),
  });
  const keep = (view: Parameters<typeof camOf>[0]): void => {
    const cam = camOf(view);
    if (cam !== parseState(wantedAddress().search).state.cam) change({ cam }, "replace");
  };
  const open = (id: string): void => {
    const node = map.nodes.find((one) => one.id === id);
    if (id.startsWith("namespace:")) onToggle(id.slice("namespace:".length));
    else if (node?.kind === "group" && node.pods > 1) onToggle(id);
  };
  return (
    <MapCanvas
      scene={scene} revision={map.cluster.revision} view={viewOf(state.cam)} onView={keep} focused={focused} pointed={lit} selected={sel} isReadOnly={narrow}
      camera={camera} onSelect={onSelect} onOpen={open}
    >
      <ZoomControls camera={camera} />
      {state.at === undefined && !narrow && (
        <div className={styles.arrange} role="group" aria-label="Places">
          <Arrange cluster={cluster} places={map.places} onArranged={onArranged} />
        </div>
      )}
    </MapCanvas>
  );
}
