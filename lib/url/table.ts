import { COLUMNS, type Column } from "#lib/api/connections.ts";
import type { Notice, UrlState } from "./state.ts";

/** What the table shows of what an address asks for. */
export interface TableState {
  /** A column, with `-` before it from the last to the first. */
  readonly sort: string | undefined;
  /** In their order. */
  readonly columns: readonly Column[];
  /** What names no column. */
  readonly notices: readonly Notice[];
}

export function tableState({ sort, cols }: Pick<UrlState, "sort" | "cols">): TableState {
  const isColumn = (name: string): boolean => COLUMNS.some((column) => column === name);
  const known = cols.filter(isColumn);
  const expected = `one of ${COLUMNS.join(", ")}`;
  return {
    sort: sort !== undefined && isColumn(sort.replace(/^-/, "")) ? sort : undefined,
    columns: known.length === 0 ? COLUMNS : COLUMNS.filter((column) => known.includes(column)),
    notices: [
      ...(sort !== undefined && !isColumn(sort.replace(/^-/, "")) ? [{ parameter: "sort", value: sort, expected: `${expected}, perhaps with - before it` }] : []),
      ...cols.filter((name) => !isColumn(name)).map((value) => ({ parameter: "cols", value, expected })),
    ],
  };
}

/** `cols` of an address: all of them are the usual ones, which it does not name. */
export const colsOf = (columns: readonly Column[]): readonly string[] => (columns.length === 0 || columns.length === COLUMNS.length ? [] : columns);
