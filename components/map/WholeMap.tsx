"use client";

import { useMemo, useRef, useState } from "react";
import type { ConnectionsJson } from "#lib/api/connections.ts";
import type { PlacedMap } from "#lib/api/map.ts";
import { type View, parseState } from "#lib/url/state.ts";
import { useKeys } from "../parts/useKeys.ts";
import { Panel } from "../panel/Panel.tsx";
import { wantedAddress } from "../url/underway.ts";
import { useUrlState } from "../url/useUrlState.ts";
import type { Row } from "./tree.ts";
import { fittingView, nextView } from "./fitting.ts";
import { Heard } from "./Heard.tsx";
import { backFrom, laneOf } from "./back.ts";
import { MapFoot } from "./MapFoot.tsx";
import { MapHead } from "./MapHead.tsx";
import { MapStage } from "./MapStage.tsx";
import { MapTable } from "./MapTable.tsx";
import type { TreeFocus } from "./MapTree.tsx";
import { dropsOnly } from "./shown.ts";
import { nextBlocked } from "./nextblocked.ts";
import { preferView, usePreferredView } from "./preferredView.ts";
import { useNarrow } from "./useNarrow.ts";
import { useSteadyMap } from "./useSteadyMap.ts";
import { withToggled } from "./levels.ts";
import styles from "./view.module.css";

interface Props {
  readonly cluster: string;
  readonly newest: PlacedMap;
  /** The first rows of the table. */
  readonly rows: ConnectionsJson;
  /** Address of the demo's incident, where there is one. */
  readonly demo: string | undefined;
  readonly scope: string;
  /** Whether `newest` is still the answer to the question before. */
  readonly isOld: boolean;
  readonly isFetching: boolean;
  /** Why the server did not answer. */
  readonly fault: string | undefined;
}

/** The map, its table, and what is known about what is selected. */
export function WholeMap({ cluster, newest, rows, demo, scope, isOld, isFetching, fault }: Props) {
  const { state, notices, change, select } = useUrlState();
  const [follow, setFollow] = useState(false);
  const [down, setDown] = useState(false);
  const [focused, setFocused] = useState<Row>();
  const [fly, setFly] = useState<{ readonly id: string }>();
  const [laneClosed, setLaneClosed] = useState(false);
  const [chose, setChose] = useState(false);
  const [walked, setWalked] = useState("");
  const tree = useRef<TreeFocus>(null);
  const held = down || focused !== undefined || state.sel !== undefined || state.focus !== undefined;
  const { map, waiting, ghosts, apply, expect } = useSteadyMap(newest, { scope, isOld, follow, held });

  const narrow = useNarrow();
  const preferred = usePreferredView();
  const crowded = map.overBudget && state.ns.length + state.open.length === 0 && state.q === "" && state.focus === undefined;
  const view = fittingView({ asked: state.view, preferred, chose, narrow, crowded });
  const show = (next: View): void => {
    setChose(true);
    change({ view: next });
  };
  const lane = useMemo(() => laneOf(map, state.sel, laneClosed), [map, state.sel, laneClosed]);

  const choose = (id: string | undefined): void => {
    const node = map.nodes.find((one) => one.id === id && one.kind !== "namespace");
    // A node is looked at with what it reaches; a connection within that stays there.
    if (node !== undefined) change({ sel: id, focus: node.id, was: undefined, asof: undefined });
    else if (id !== undefined) select(id);
    else if (state.sel !== undefined || state.focus !== undefined) change({ sel: undefined, focus: undefined, was: undefined, asof: undefined });
  };
  const toggle = (opens: string): void => {
    const drawnOpen = map.boxes.filter(({ open }) => open).map(({ namespace }) => namespace);
    // What closes stays where one looks at it.
    if (!drawnOpen.includes(opens)) setFly({ id: opens.includes("/") ? opens : `namespace:${opens}` });
    change(withToggled(opens, state, drawnOpen));
  };
  const back = (): void => {
    const step = backFrom(parseState(wantedAddress().search).state);
    // Who came from the tree goes back to it.
    if (document.activeElement?.closest("aside[data-selected]")) tree.current?.resume();
    if (step === undefined) setLaneClosed(true);
    else change({ ...step, was: undefined, asof: undefined });
  };
  const walk = (step: 1 | -1): void => {
    const found = nextBlocked(map.connections, parseState(wantedAddress().search).state.sel, step);
    if (found === undefined) return;
    select(found.id);
    setWalked(`${String(found.at + 1)} of ${String(found.of)} blocked: ${found.reason}`);
  };
  useKeys({ n: () => walk(1), N: () => walk(-1), t: () => show(nextView(view)), u: apply, d: () => change(dropsOnly(map.chips)), Escape: back });

  return (
    <main id="main" className={styles.page} data-view={view} data-asked={state.view !== undefined || preferred !== undefined || undefined} data-selected={state.sel !== undefined || undefined}>
      <MapHead cluster={cluster} map={map} demo={demo} state={state} notices={notices} view={view} preferred={preferred} change={change} onView={show} onPrefer={preferView} />
      <p className={styles.skips}>
        <a className="unseen" href="#after-map">
          Skip map
        </a>
        <ToBlocked map={map} onGo={view === "table" ? undefined : () => tree.current?.toBlocked()} />
      </p>
      <div className={styles.body}>
        <div className={styles.main}>
          <MapStage
            cluster={cluster} map={map} state={state} drawn={view !== "table"} narrow={narrow} ghosts={ghosts} lane={lane} focused={focused} fly={fly} tree={tree} waiting={waiting}
            onFocus={setFocused} onSelect={choose} onToggle={toggle} onDown={setDown} onApply={apply} onArranged={expect} change={change}
          />
          <MapTable cluster={cluster} rows={rows} selected={state.sel} onSelect={choose} />
        </div>
        {state.sel !== undefined && <Panel key={state.sel} cluster={cluster} map={map} selected={state.sel} state={state} change={change} onSelect={choose} onToggle={toggle} />}
      </div>
      <MapFoot map={map} state={state} change={change} view={view} isFetching={isFetching} fault={fault} follow={follow} onFollow={setFollow} onView={show} />
      <p className="unseen" role="status">
        {walked}
      </p>
      <Heard connections={newest.connections} scope={scope} silent={follow || isOld} />
    </main>
  );
}

/** Leads to the first connection that is not let through: in the tree, where that is there. */
function ToBlocked({ map, onGo }: { readonly map: PlacedMap; readonly onGo: (() => void) | undefined }) {
  const blocked = map.connections.filter(({ verdict }) => verdict === "deny" || verdict === "partial").length;
  if (blocked === 0) return null;
  return (
    <a
      className="unseen"
      href="#connections"
      onClick={(event) => {
        if (onGo === undefined) return;
        event.preventDefault();
        onGo();
      }}
    >
      {`To blocked connections (${String(blocked)})`}
    </a>
  );
}
