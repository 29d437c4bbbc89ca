"use client";

import { useMemo, useRef } from "react";
import type { PlacedMap } from "#lib/api/map.ts";
import { sceneOf } from "#lib/map/scene.ts";
import { type Camera, MapCanvas } from "./canvas/MapCanvas.tsx";
import { ZoomControls } from "./canvas/ZoomControls.tsx";
import { useNarrow } from "./useNarrow.ts";

interface Props {
  readonly map: PlacedMap;
  readonly selected: string | undefined;
  readonly focused: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
}

/** A picture that is only looked at. */
export function Still({ map, selected, focused, onSelect }: Props) {
  const camera = useRef<Camera>(null);
  const scene = useMemo(() => sceneOf(map, { selected }), [map, selected]);
  const narrow = useNarrow();
  return (
    <MapCanvas scene={scene} revision={map.cluster.revision} focused={focused} isReadOnly={narrow} camera={camera} onSelect={onSelect}>
      <ZoomControls camera={camera} />
    </MapCanvas>
  );
}
