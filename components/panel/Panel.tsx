"use client";

import { useEffect, useRef } from "react";
import type { GraphJson } from "#lib/api/graph.ts";
import { CloseIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import { ConnectionDetails } from "./ConnectionDetails.tsx";
import { NodeDetails } from "./NodeDetails.tsx";
import { PolicyDetails } from "./PolicyDetails.tsx";
import styles from "./panel.module.css";

/** What is known about what is selected: a workload, a destination, a policy or a connection. */
export function Panel({ cluster, graph, selected, onSelect }: { readonly cluster: string; readonly graph: GraphJson; readonly selected: string; readonly onSelect: (id: string | undefined) => void }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever came by keyboard goes on reading here.
    if (document.activeElement?.closest("[role=tree]")) panel.current?.focus();
  }, []);
  const details = detailsOf();
  if (details === undefined) return null;
  return (
    <aside ref={panel} className={styles.panel} aria-label="Details" tabIndex={-1} data-selected={selected}>
      <button type="button" className={`${buttons.button} ${buttons.bare} ${styles.close}`} aria-label="Close details" onClick={() => onSelect(undefined)}>
        <CloseIcon size={14} />
      </button>
      {details}
    </aside>
  );

  function detailsOf() {
    const connection = graph.connections.find(({ id }) => id === selected);
    if (connection !== undefined) return <ConnectionDetails cluster={cluster} connection={connection} />;
    const node = graph.nodes.find(({ id }) => id === selected);
    if (node !== undefined) return <NodeDetails cluster={cluster} graph={graph} node={node} onSelect={onSelect} />;
    const policy = graph.policies.find(({ id }) => id === selected);
    if (policy !== undefined) return <PolicyDetails cluster={cluster} graph={graph} policy={policy} onSelect={onSelect} />;
    return undefined;
  }
}
