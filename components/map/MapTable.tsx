import type { ConnectionsJson } from "#lib/api/connections.ts";
import { PagedConnections } from "../connections/PagedConnections.tsx";
import styles from "./view.module.css";

interface Props {
  readonly cluster: string;
  /** What the server sent with the page. */
  readonly rows: ConnectionsJson;
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
}

/** The same connections as rows: the same filter, the same selection. */
export function MapTable({ cluster, rows, selected, onSelect }: Props) {
  const open = (id: string): void => {
    onSelect(id);
    // The panel comes with the next rendering.
    requestAnimationFrame(() => document.querySelector<HTMLElement>("aside[data-selected]")?.focus());
  };
  return (
    <section id="connections" className={styles.table} aria-label="Connections" tabIndex={-1}>
      <PagedConnections cluster={cluster} initial={rows} selected={selected} onSelect={onSelect} onOpen={open} />
    </section>
  );
}
