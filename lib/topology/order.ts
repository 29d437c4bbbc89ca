import { COLUMNS, type Column, type ConnectionRow } from "#lib/api/connections.ts";

/** A place in an order: compared part by part. Numbers stand where numbers do, texts where texts do. */
export type Place = readonly (number | string)[];

/** By which column, and whether from its last to its first; without a column worst first. */
export interface Order {
  readonly column: Column | undefined;
  readonly descending: boolean;
}

export const WORST_FIRST: Order = { column: undefined, descending: false };

const RANKS = { verdict: ["deny", "partial", "unknown", "allow"], side: ["egress", "ingress", "both"] } as const;

/** What a column is ordered by; undefined: the row has nothing there, and comes last in either direction. */
const VALUES: { readonly [Name in Column]: (row: ConnectionRow) => Place | undefined } = {
  from: ({ fromTitle, from }) => [fromTitle, from],
  to: ({ toTitle, to }) => [toTitle, to],
  port: ({ port, protocol }) => [port, protocol],
  verdict: ({ verdict, code }) => [RANKS.verdict.indexOf(verdict), code],
  why: ({ why }) => [why],
  side: ({ side }) => (side === null ? undefined : [RANKS.side.indexOf(side)]),
  policies: (row) => {
    const named = namedPolicies(row);
    return named.length === 0 ? undefined : [named.join()];
  },
  changed: ({ changedAt }) => (changedAt === null ? undefined : [Date.parse(changedAt)]),
};

/** The policies that a row names: those that block, else those that select an end. */
export const namedPolicies = ({ blockedBy, policies }: ConnectionRow): readonly string[] => (blockedBy.length > 0 ? blockedBy : policies);

/** Reads `verdict` or `-verdict`; undefined for what is no column. */
export function orderOf(text: string | undefined): Order | undefined {
  if (text === undefined) return WORST_FIRST;
  const column = COLUMNS.find((name) => name === text.replace(/^-/, ""));
  return column && { column, descending: text.startsWith("-") };
}

export const orderText = ({ column, descending }: Order): string | undefined => column && `${descending ? "-" : ""}${column}`;

export interface Placing {
  readonly of: (row: ConnectionRow) => Place;
  readonly compare: (a: Place, b: Place) => number;
  /** Whether a row could stand there. */
  readonly fits: (place: Place) => boolean;
}

/** Where rows stand in an order. What is equal in its column stands worst first, and no two rows stand at one place. */
export function placing({ column, descending }: Order): Placing {
  if (column === undefined) return { of: worst, compare: (a, b) => compare(a, b, 0), fits: (place) => shapeOf(place) === WORST };
  const turned = descending ? SHAPES[column].length : 0;
  return {
    of: (row) => {
      const value = VALUES[column](row);
      return [value === undefined ? MISSING : 0, ...(value ?? []), ...worst(row)];
    },
    // Those without a value stay last.
    compare: (a, b) => compare(a, b, a[0] === MISSING ? 0 : turned),
    fits: (place) => shapeOf(place) === `n${place[0] === MISSING ? "" : SHAPES[column]}${WORST}`,
  };
}

const MISSING = 1;

/** The parts of each column's value: a letter for each, n for a number and s for a text. */
const SHAPES: Readonly<Record<Column, string>> = { from: "ss", to: "ss", port: "ns", verdict: "ns", why: "s", side: "n", policies: "s", changed: "n" };
const WORST = "nnssns";

const shapeOf = (place: Place): string => place.map((part) => (typeof part === "number" ? "n" : "s")).join("");

const worst = ({ verdict, watched, fromTitle, toTitle, port, id }: ConnectionRow): Place => [RANKS.verdict.indexOf(verdict), watched === null ? 1 : 0, fromTitle, toTitle, port, id];

/** @param turned so many parts after the first are compared the other way round */
function compare(a: Place, b: Place, turned: number): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined || part === other) continue;
    return part < other === (index === 0 || index > turned) ? -1 : 1;
  }
  return 0;
}

/** All rows in an order. */
export function sorted<Row extends ConnectionRow>(rows: readonly Row[], order: Order): readonly Row[] {
  const { of, compare } = placing(order);
  return rows.map((row) => ({ row, place: of(row) })).sort((a, b) => compare(a.place, b.place)).map(({ row }) => row);
}
