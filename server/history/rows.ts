import type { Database, Row, Statements, Value } from "../store/database.ts";

/** When a version ends that still stands. */
export const OPEN = Number.MAX_SAFE_INTEGER;

/** Rows of one statement: both databases take many more values, and prepare few statements. */
const TOGETHER = 50;

/** Writes rows of one table, many with one statement. @param ending such as ON CONFLICT */
export async function insertAll(statements: Statements, table: string, columns: readonly string[], rows: readonly (readonly Value[])[], ending = ""): Promise<void> {
  for (let i = 0; i < rows.length; i += TOGETHER) {
    const some = rows.slice(i, i + TOGETHER);
    const places = some.map((_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(", ")})`).join(", ");
    await statements.query(`INSERT INTO ${table} (${columns.join(", ")}) VALUES ${places} ${ending}`, ...some.flat());
  }
}

/** Rows by one of their columns, many with one statement. @param sql ends where the list of values comes, after `IN` */
export async function selectIn(database: Database | Statements, sql: string, first: readonly Value[], values: readonly Value[]): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let i = 0; i < values.length; i += TOGETHER) {
    // Of one length, so that few statements are prepared: the last value stands in for those that are not there.
    const some = Array.from({ length: TOGETHER }, (_, place) => values[Math.min(i + place, values.length - 1)] ?? null);
    found.push(...(await database.query(`${sql} (${some.map((_, place) => `$${first.length + place + 1}`).join(", ")})`, ...first, ...some)));
  }
  return found;
}

export const textIn = (row: Row, column: string): string => String(row[column] ?? "");
export const numberIn = (row: Row, column: string): number => Number(row[column] ?? 0);
