"use client";

import dynamic from "next/dynamic";
import { useMemo, useRef, useState } from "react";
import type { PlacedMap } from "#lib/api/map.ts";
import { useUrlState } from "../url/useUrlState.ts";
import styles from "./differences.module.css";
import { MapTree, type TreeFocus } from "./MapTree.tsx";
import tools from "./tools.module.css";
import { type Row, treeOf } from "./tree.ts";

const Still = dynamic(() => import("./Still.tsx").then(({ Still }) => Still), { ssr: false });

const TIMES = ["was", "is"] as const;
const WORDS = { was: "As it was", is: "As it is" } as const;

/** The connections that differ, at either time and in the same places; the table beneath says both. */
export function DifferencePicture(maps: Readonly<Record<(typeof TIMES)[number], PlacedMap>>) {
  const { state, select } = useUrlState();
  const [time, setTime] = useState<(typeof TIMES)[number]>("is");
  const [focused, setFocused] = useState<Row>();
  const tree = useRef<TreeFocus>(null);
  const map = maps[time];
  const rows = useMemo(() => treeOf(map), [map]);
  return (
    <figure className={styles.picture}>
      <div className={styles.graph} aria-label="Network map" aria-roledescription="network map" role="group" aria-describedby="map-keys">
        <p id="map-keys" className="unseen">
          The list mirrors the picture: arrow keys go to the next thing in their direction, e and i along connections, Enter marks what is chosen.
        </p>
        <MapTree rows={rows} places={map.places} selected={state.sel} focus={tree} onFocus={setFocused} onSelect={select} onToggle={() => undefined} />
        <Still map={map} selected={state.sel} focused={focused?.ring} onSelect={select} />
      </div>
      <figcaption className={styles.foot} data-scripted>
        <div className={tools.views} role="group" aria-label="Time">
          {TIMES.map((one) => (
            <button key={one} type="button" aria-pressed={one === time} onClick={() => setTime(one)}>
              {WORDS[one]}
            </button>
          ))}
        </div>
        {map.status}
      </figcaption>
    </figure>
  );
}
