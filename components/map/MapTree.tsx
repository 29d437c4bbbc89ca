"use client";

import { type KeyboardEvent, type RefObject, useImperativeHandle, useRef, useState } from "react";
import type { Places } from "#lib/api/map.ts";
import { useNamedKeys } from "../parts/useKeys.ts";
import type { Row } from "./tree.ts";
import styles from "./tree.module.css";
import { type Typed, isTyping, moved, ownerOf, typeAhead } from "./walk.ts";

const LETTER = /^[a-z0-9]$/;
/** Keys that do something on the map: they begin no word. */
const BOUND = new Set(["e", "i", "n", "t", "u", "d", "r", "f", "c", "l", "y", "g", "0"]);

const WALKED = ["Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter", " ", "e", "i"];

export interface TreeFocus {
  /** Puts the focus on the first blocked connection, else on the first line. */
  readonly toBlocked: () => void;
  /** Puts the focus where it was. */
  readonly resume: () => void;
}

interface Props {
  readonly rows: readonly Row[];
  readonly places: Places;
  readonly selected: string | undefined;
  readonly focus: RefObject<TreeFocus | null>;
  readonly onFocus: (row: Row | undefined) => void;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (opens: string) => void;
}

/**
 * The map for those who do not see it or use no pointer: one Tab stop, in which arrows go as on the picture. The ring over the
 * picture shows where one is.
 */
export function MapTree({ rows, places, selected, focus, onFocus, onSelect, onToggle }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useNamedKeys(WALKED, list);
  const [at, setAt] = useState<string>();
  const typed = useRef<Typed>({ text: "", at: 0 });
  const known = rows.findIndex(({ id }) => id === at);
  const current = known === -1 ? 0 : known;

  const go = (index: number): void => {
    setAt(rows[index]?.id);
    list.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[index]?.focus();
  };
  useImperativeHandle(focus, () => ({ toBlocked: () => go(Math.max(0, rows.findIndex(({ kind, blocked }) => kind === "edge" && blocked === true))), resume: () => go(current) }));

  const act = (event: KeyboardEvent): boolean => {
    const row = rows[current];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
    const { key } = event;
    if (LETTER.test(key) && (isTyping(typed.current, event.timeStamp) || !BOUND.has(key))) {
      const { typed: now, found } = typeAhead(key, rows, current, { was: typed.current, now: event.timeStamp });
      // A key that makes no word with those before does what it does else.
      typed.current = found === undefined ? { text: "", at: 0 } : now;
      if (found !== undefined) go(found);
      if (found !== undefined || !BOUND.has(key)) return true;
    }
    if (key === "Enter" && row.selects !== undefined) onSelect(row.selects);
    else if (key === " " && row.opens !== undefined) onToggle(row.opens);
    else if (key === "Escape" && row.kind === "edge" && selected === undefined) go(ownerOf(rows, current));
    else {
      const next = moved(key, rows, current, places);
      if (next === undefined) return key.startsWith("Arrow") || key === " ";
      go(next);
    }
    return true;
  };

  return (
    <ul
      ref={list}
      role="tree"
      aria-label="Map as a list"
      className={styles.list}
      onKeyDown={(event) => {
        if (act(event)) event.preventDefault();
      }}
      onBlur={() => onFocus(undefined)}
    >
      {rows.map((row, index) => (
        <li
          key={row.id}
          role="treeitem"
          aria-level={row.level}
          aria-selected={row.selects !== undefined && row.selects === selected}
          aria-expanded={row.expanded}
          tabIndex={index === current ? 0 : -1}
          data-level={row.level}
          data-kind={row.kind}
          onFocus={() => {
            setAt(row.id);
            onFocus(row);
          }}
          onClick={() => row.selects !== undefined && onSelect(row.selects)}
        >
          {row.spoken}
        </li>
      ))}
    </ul>
  );
}
