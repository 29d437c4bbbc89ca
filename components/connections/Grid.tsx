"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { useEffect, useMemo, useRef } from "react";
import type { Column, ConnectionRow } from "#lib/api/connections.ts";
import { COLUMNS } from "#lib/api/connections.ts";
import { type Order, WORST_FIRST } from "#lib/topology/order.ts";
import { useCopies } from "../api/useCopies.ts";
import { useHydrated } from "../parts/hydrated.ts";
import { usePrinting } from "../parts/printing.ts";
import { FEATURES, columnsOf } from "./columns.tsx";
import styles from "./connections.module.css";
import { GridRow } from "./GridRow.tsx";
import { HeaderCell } from "./HeaderCell.tsx";
import { useDensity } from "./density.ts";
import { useRows } from "./useRows.ts";
import { useWalk } from "./useWalk.ts";

export interface GridProps {
  /** Id. */
  readonly cluster: string;
  readonly caption: string;
  /** Those that are there; more may follow. */
  readonly rows: readonly ConnectionRow[];
  /** How many there are in all. */
  readonly total: number;
  readonly columns: readonly Column[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly selected?: string | undefined;
  /** undefined: rows cannot be selected, and Enter leads to the check. */
  readonly onSelect?: ((id: string | undefined) => void) | undefined;
  /** What Enter does beside selecting the row. */
  readonly onOpen?: ((id: string) => void) | undefined;
  /** Asks for the rows that follow; undefined: there are none. */
  readonly onMore?: (() => void) | undefined;
  /** When the state is that is shown, RFC 3339. */
  readonly asOf?: string | undefined;
  /** The past state that is shown, as it was asked for; undefined: the present. */
  readonly at: string | undefined;
}

/** Connections, one a row; only those are drawn that are seen. One stop of the Tab key; in it arrows walk. */
export function Grid(props: GridProps) {
  const { cluster, caption, rows, total, columns, order, onOrder, selected, onSelect, onMore, asOf = "", at } = props;
  const frame = useRef<HTMLDivElement>(null);
  const walked = useHydrated();
  const printing = usePrinting();
  const density = useDensity();
  const visibility = useMemo(() => Object.fromEntries(COLUMNS.map((column) => [column, printing || columns.includes(column)])), [columns, printing]);
  const sorting = useMemo((): SortingState => (order.column === undefined ? [] : [{ id: order.column, desc: order.descending }]), [order]);
  const table = useTable({
    features: FEATURES,
    columns: useMemo(() => columnsOf({ cluster, asOf, walked }), [cluster, asOf, walked]),
    data: rows,
    getRowId: ({ id }) => id,
    manualSorting: true,
    enableMultiSort: false,
    sortDescFirst: false,
    state: { columnVisibility: visibility, sorting },
    onSortingChange: (next) => {
      const [by] = typeof next === "function" ? next(sorting) : next;
      const column = COLUMNS.find((name) => name === by?.id);
      onOrder(column === undefined ? WORST_FIRST : { column, descending: by?.desc ?? false });
    },
  });
  const { copyAs, said } = useCopies(cluster, at);
  const walk = useWalk({ ...props, frame, onCopy: ({ from, to, port, protocol }, as) => copyAs({ from, to, port: String(port), proto: protocol.toLowerCase() }, as) });
  const { drawn, after, measure, reveal } = useRows({ frame, rows, active: walk.active, density, all: printing, hydrated: walked });
  const { settle } = walk;
  useEffect(() => settle(reveal));
  const reached = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (walked && reached >= rows.length - AHEAD) onMore?.();
  }, [walked, reached, rows.length, onMore]);

  const models = table.getRowModel().rows;
  const width = table.getVisibleLeafColumns().length;
  return (
    <div className={styles.grid} data-density={density} data-usual={columns.length === COLUMNS.length || undefined}>
      <div ref={frame} className={styles.frame}>
        <table role="grid" className={styles.connections} aria-label={caption} aria-rowcount={total + 1} onKeyDown={walk.onKeyDown} onFocus={walk.onFocus} onBlur={walk.onBlur}>
          <thead role="rowgroup">
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} role="row" aria-rowindex={1}>
                {group.headers.map((header) => (
                  <HeaderCell key={header.id} header={header} title={<table.FlexRender header={header} />} walked={walked} />
                ))}
              </tr>
            ))}
          </thead>
          <tbody role="rowgroup">
            {drawn.map(({ index, gap }) => {
              const model = models[index];
              return (
                model && (
                  <GridRow key={model.id} gap={gap} width={width} row={model.original} index={index} measure={measure} active={index === walk.active} selected={onSelect && model.id === selected} walked={walked} onClick={onSelect}>
                    {model.getVisibleCells().map((cell) => (
                      <td key={cell.id} role="gridcell" data-column={cell.column.id}>
                        <table.FlexRender cell={cell} />
                      </td>
                    ))}
                  </GridRow>
                )
              );
            })}
            {after > 0 && <tr aria-hidden="true" className={styles.gap} style={{ blockSize: after }} />}
          </tbody>
        </table>
      </div>
      <p role="status" className={styles.said} data-said={said !== "" || undefined}>
        {said}
      </p>
    </div>
  );
}

/** Rows before the last at which the next ones are asked for. */
const AHEAD = 40;
