"use client";

import dynamic from "next/dynamic";
import { type RefObject, useMemo, useState } from "react";
import type { CardRow } from "#lib/api/graph.ts";
import type { PlacedMap } from "#lib/api/map.ts";
import type { UrlState } from "#lib/url/state.ts";
import type { laneOf } from "./back.ts";
import { edgesOfRow } from "./cardrows.ts";
import { Lane } from "./Lane.tsx";
import { MapTree, type TreeFocus } from "./MapTree.tsx";
import { isMore } from "./more.ts";
import { NoMatch } from "./NoMatch.tsx";
import type { Ghost, Waiting as Changes } from "./steady.ts";
import { type Row, treeOf } from "./tree.ts";
import { Waiting } from "./Waiting.tsx";
import buttons from "../parts/button.module.css";
import styles from "./view.module.css";

/** Cytoscape is half of what the page would load: it comes when everything that can be read is there. */
const Picture = dynamic(() => import("./Picture.tsx").then(({ Picture }) => Picture), { ssr: false });

interface Props {
  readonly cluster: string;
  readonly map: PlacedMap;
  readonly state: UrlState;
  /** Whether there is a picture, or only the table. */
  readonly drawn: boolean;
  readonly narrow: boolean;
  readonly ghosts: readonly Ghost[];
  readonly lane: ReturnType<typeof laneOf>;
  readonly focused: Row | undefined;
  /** What the camera goes to, each time anew. */
  readonly fly: { readonly id: string } | undefined;
  readonly tree: RefObject<TreeFocus | null>;
  readonly waiting: Changes | undefined;
  readonly onFocus: (row: Row | undefined) => void;
  readonly onSelect: (id: string | undefined) => void;
  readonly onToggle: (opens: string) => void;
  readonly onDown: (down: boolean) => void;
  readonly onApply: () => void;
  readonly onArranged: (generation: number) => void;
  readonly change: (change: Partial<UrlState>, how?: "push" | "replace") => void;
}

/** The picture, above it the lane of what is selected, and within it the tree that says the same. */
export function MapStage({ cluster, map, state, drawn, narrow, ghosts, lane, focused, fly, tree, waiting, onFocus, onSelect, onToggle, onDown, onApply, onArranged, change }: Props) {
  const [lit, setLit] = useState<readonly string[]>([]);
  const rows = useMemo(() => treeOf(map, state.open), [map, state.open]);
  const more = map.sentences.find(isMore);
  const pointed = useMemo(() => [...lit, ...(focused?.edge === undefined ? [] : [focused.edge])], [lit, focused]);
  const light = (row: CardRow | undefined, side: "egress" | "ingress"): void => setLit(row === undefined || lane === undefined ? [] : edgesOfRow(map, row, lane.connection, side));
  return (
    <>
      {drawn && lane !== undefined && <Lane key={lane.connection.id} cluster={cluster} connection={lane.connection} at={state.at} unasked={lane.unasked} onRow={light} />}
      <section className={styles.graph} aria-label="Network map" aria-roledescription="network map" role="group" aria-describedby="map-keys" onPointerDown={() => onDown(true)} onPointerUp={() => onDown(false)} onPointerCancel={() => onDown(false)} onPointerLeave={() => onDown(false)}>
        <p id="map-keys" className="unseen">
          The list mirrors the picture: arrow keys go to the next thing in their direction, e and i along connections, Enter opens details, Space opens a namespace, Escape goes back.
        </p>
        <MapTree rows={rows} places={map.places} selected={state.sel} focus={tree} onFocus={onFocus} onSelect={onSelect} onToggle={onToggle} />
        {drawn && (
          <Picture cluster={cluster} map={map} state={state} narrow={narrow} ghosts={ghosts} lit={pointed} focused={focused?.ring} fly={fly} onSelect={onSelect} onToggle={onToggle} onArranged={onArranged} change={change} />
        )}
        {more !== undefined && (
          <p className={styles.more}>
            <span>{more}</span>
            <button type="button" className={`${buttons.button} ${buttons.bare}`} data-scripted onClick={() => change({ view: "table" })}>
              Open as table
            </button>
          </p>
        )}
        <NoMatch map={map} state={state} change={change} />
        <Waiting waiting={waiting} apply={onApply} />
      </section>
    </>
  );
}
