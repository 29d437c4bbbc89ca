"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import type { GraphJson } from "#lib/api/graph.ts";
import { type Row, rowsOf } from "./rows.ts";
import styles from "./map.module.css";

/**
 * The map for those who do not see it or use no pointer: namespaces, what is in them, and their connections. One Tab stop;
 * the ring on the picture shows where one is.
 */
export function MapList({ graph, selected, onFocus, onSelect }: { readonly graph: GraphJson; readonly selected: string | undefined; readonly onFocus: (id: string | undefined) => void; readonly onSelect: (id: string) => void }) {
  const rows = rowsOf(graph);
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const current = Math.min(at, rows.length - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[current];
    if (row === undefined) return;
    if (event.key === "Enter" && row.selects !== undefined) {
      event.preventDefault();
      onSelect(row.selects);
      return;
    }
    const next = moved(event.key, rows, current);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    list.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[next]?.focus();
  };

  return (
    <ul ref={list} role="tree" aria-label="Map as a list" className={styles.list} onKeyDown={onKeyDown} onBlur={() => onFocus(undefined)}>
      {rows.map(({ id, level, spoken, selects, ring }, index) => (
        <li
          key={id}
          role="treeitem"
          aria-level={level}
          aria-selected={selects !== undefined && selects === selected}
          tabIndex={index === current ? 0 : -1}
          data-level={level}
          onFocus={() => {
            setAt(index);
            onFocus(ring);
          }}
          onClick={() => selects !== undefined && onSelect(selects)}
        >
          {spoken}
        </li>
      ))}
    </ul>
  );
}

/** Up and down by one, left to what it belongs to, right to what belongs to it. */
function moved(key: string, rows: readonly Row[], at: number): number | undefined {
  const level = rows[at]?.level ?? 1;
  const within = (index: number): number | undefined => (rows[index] === undefined ? undefined : index);
  switch (key) {
    case "ArrowDown":
      return within(at + 1);
    case "ArrowUp":
      return within(at - 1);
    case "ArrowRight":
      return (rows[at + 1]?.level ?? 0) > level ? at + 1 : undefined;
    case "ArrowLeft":
      return within(rows.slice(0, at).findLastIndex((row) => row.level < level));
    case "Home":
      return 0;
    case "End":
      return rows.length - 1;
    default:
      return undefined;
  }
}
