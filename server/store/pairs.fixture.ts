import type { Database } from "./database.ts";

/** More than a page of either database, so that a pair is many writes to the disk. */
const CONTENT = "0123456789abcdef".repeat(800);

/** Writes two rows that belong together, and then a third that says they are there: a transaction and a statement of its own. */
export async function writePair(database: Database, name: string): Promise<void> {
  await database.transaction(async (statements) => {
    for (const half of ["a", "b"]) await statements.query("INSERT INTO body (hash, content) VALUES ($1, $2)", `${half} ${name}`, CONTENT);
  });
  await database.query("INSERT INTO setting (name, content) VALUES ($1, '')", name);
}

export interface Kept {
  /** Acknowledged and not there. */
  readonly lost: readonly string[];
  /** One half without the other, or cut short. */
  readonly half: readonly string[];
}

/** @param acknowledged names of pairs */
export async function whatIsKept(database: Database, acknowledged: readonly string[]): Promise<Kept> {
  const halves = new Map((await database.query("SELECT hash, LENGTH(content) AS size FROM body")).map((row) => [String(row["hash"]), row["size"]]));
  const said = new Set((await database.query("SELECT name FROM setting")).map((row) => String(row["name"])));
  const whole = (name: string): boolean => ["a", "b"].every((half) => halves.get(`${half} ${name}`) === CONTENT.length);
  const begun = new Set([...halves.keys()].map((hash) => hash.slice(2)));
  return { lost: acknowledged.filter((name) => !said.has(name) || !whole(name)), half: [...begun, ...said].filter((name) => !whole(name)) };
}
