import type { Header } from "@tanstack/react-table";
import type { ReactNode } from "react";
import type { ConnectionRow } from "#lib/api/connections.ts";
import { ChevronIcon } from "../parts/icons.tsx";
import type { FEATURES } from "./columns.tsx";
import styles from "./connections.module.css";

const DIRECTIONS = { asc: "ascending", desc: "descending" } as const;

/** A column's title; where rows can be ordered by it, a button: first up, then down, then as before. */
export function HeaderCell({ header, title, walked }: { readonly header: Header<typeof FEATURES, ConnectionRow>; readonly title: ReactNode; readonly walked: boolean }) {
  const { column } = header;
  const sorted = column.getIsSorted();
  return (
    <th scope="col" role="columnheader" data-column={column.id} aria-sort={sorted === false ? (column.getCanSort() ? "none" : undefined) : DIRECTIONS[sorted]}>
      {column.getCanSort() ? (
        <button type="button" className={styles.sort} data-sorted={sorted || undefined} tabIndex={walked ? -1 : undefined} onClick={column.getToggleSortingHandler()}>
          {title}
          <ChevronIcon size={12} />
        </button>
      ) : (
        title
      )}
    </th>
  );
}
