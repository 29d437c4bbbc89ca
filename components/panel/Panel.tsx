"use client";

import { useEffect, useRef } from "react";
import type { PlacedMap } from "#lib/api/map.ts";
import { selectionOf } from "#lib/url/selection.ts";
import type { UrlState } from "#lib/url/state.ts";
import { CloseIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import { ConnectionDetails } from "./ConnectionDetails.tsx";
import { NamespaceDetails } from "./NamespaceDetails.tsx";
import { NodeDetails } from "./NodeDetails.tsx";
import { PolicyDetails } from "./PolicyDetails.tsx";
import styles from "./panel.module.css";

interface Props {
  readonly cluster: string;
  readonly map: PlacedMap;
  readonly selected: string;
  readonly state: UrlState;
  readonly change: (change: Partial<UrlState>) => void;
  readonly onSelect: (id: string | undefined) => void;
  /** Opens a namespace or a group, or closes it. */
  readonly onToggle: (opens: string) => void;
}

/** What is known about what is selected: a workload, a namespace, a destination, a policy or a connection. */
export function Panel({ cluster, map, selected, state, change, onSelect, onToggle }: Props) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever came by keyboard goes on reading here.
    if (document.activeElement?.closest("[role=tree]")) panel.current?.focus({ preventScroll: true });
  }, []);
  const details = detailsOf();
  if (details === undefined) return null;
  return (
    <aside ref={panel} className={styles.panel} aria-label="Details" tabIndex={-1} data-selected={selected}>
      <button type="button" className={`${buttons.button} ${buttons.bare} ${styles.close}`} aria-label="Close details" title="Close (Esc)" onClick={() => onSelect(undefined)}>
        <CloseIcon size={14} />
      </button>
      {details}
    </aside>
  );

  function detailsOf() {
    const connection = map.connections.find(({ id }) => id === selected);
    const ends = connection === undefined ? selectionOf(selected) : { from: connection.from, to: connection.to, port: String(connection.port), proto: connection.protocol.toLowerCase() };
    if (ends !== undefined) return <ConnectionDetails cluster={cluster} id={selected} ends={ends} connection={connection} />;
    const box = map.boxes.find(({ namespace }) => selected === `namespace:${namespace}`);
    if (box !== undefined) return <NamespaceDetails cluster={cluster} map={map} box={box} state={state} change={change} onSelect={onSelect} onToggle={onToggle} />;
    const node = map.nodes.find(({ id }) => id === selected);
    if (node !== undefined) return <NodeDetails cluster={cluster} map={map} node={node} state={state} change={change} onSelect={onSelect} onToggle={onToggle} />;
    return isPolicy(map, selected) ? <PolicyDetails cluster={cluster} policy={selected.replace(/^policy:/, "")} at={state.at} onSelect={onSelect} /> : undefined;
  }
}

/** Whether something on the map names a policy so. */
export function isPolicy({ nodes, boxes, edges }: PlacedMap, id: string): boolean {
  const bare = id.replace(/^policy:/, "");
  const named = (one: string): boolean => one.replace(/^policy:/, "") === bare;
  return boxes.some(({ rims }) => rims.some(({ policy }) => named(policy))) || edges.some(({ look, selects }) => look === "allow-rule" && named(selects)) || nodes.some(({ egressLimitedBy, ingressLimitedBy }) => [...egressLimitedBy, ...ingressLimitedBy].some(named));
}
