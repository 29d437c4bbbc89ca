import { LAYOUT, type StoredPlaces, readStored, writeStored } from "#lib/map/places/stored.ts";
import type { Database, Statements } from "../store/database.ts";

/** Places as they are kept, for everybody who looks at the cluster. */
export interface KeptPlaces {
  /** Counts what rearranging and undoing made. */
  readonly generation: number;
  readonly places: StoredPlaces;
  readonly text: string;
  /** Whether there is a generation before. */
  readonly undo: boolean;
}

/** Beside the newest generation, so many can be gone back to. */
const EARLIER = 5;

/** @returns undefined where none were kept yet @throws StoreFault */
export async function readKept(statements: Statements, cluster: string): Promise<KeptPlaces | undefined> {
  const [row, before] = await statements.query("SELECT generation, content FROM map_places WHERE cluster = $1 AND layout = $2 ORDER BY generation DESC LIMIT 2", cluster, LAYOUT);
  const text = String(row?.["content"] ?? "");
  const places = readStored(text);
  return row === undefined || places === undefined ? undefined : { generation: Number(row["generation"]), places, text, undo: before !== undefined };
}

/**
 * Writes what becomes of what is kept by then: another may have written since it was read, and who is first is followed.
 *
 * @returns what is kept now @throws StoreFault
 */
export const writeKept = (database: Database, cluster: string, become: (kept: KeptPlaces | undefined) => StoredPlaces): Promise<KeptPlaces> =>
  database.transaction(async (statements) => {
    const kept = await readKept(statements, cluster);
    const places = become(kept);
    const text = writeStored(places);
    const generation = kept?.generation ?? 1;
    if (text !== kept?.text) await put(statements, cluster, generation, text);
    return { generation, places, text, undo: kept?.undo ?? false };
  });

/**
 * Another arrangement takes the place of that generation, which stays behind it.
 *
 * @returns the generation that is the newest now: of another, where he was faster @throws StoreFault
 */
export const followKept = (database: Database, cluster: string, generation: number, become: (kept: KeptPlaces | undefined) => StoredPlaces): Promise<number> =>
  database.transaction(async (statements) => {
    const kept = await readKept(statements, cluster);
    if (kept !== undefined && kept.generation !== generation) return kept.generation;
    const next = (kept?.generation ?? 0) + 1;
    await put(statements, cluster, next, writeStored(become(kept)));
    const [last] = await statements.query("SELECT generation FROM map_places WHERE cluster = $1 AND layout = $2 ORDER BY generation DESC LIMIT 1 OFFSET $3", cluster, LAYOUT, EARLIER);
    if (last !== undefined) await statements.query("DELETE FROM map_places WHERE cluster = $1 AND layout = $2 AND generation < $3", cluster, LAYOUT, Number(last["generation"]));
    return next;
  });

/**
 * The generation before is the newest again, under a number that nobody has seen: what is shown by number is never another.
 *
 * @returns as `followKept`; undefined where there is none before @throws StoreFault
 */
export const undoKept = (database: Database, cluster: string, generation: number): Promise<number | undefined> =>
  database.transaction(async (statements) => {
    const rows = await statements.query("SELECT generation, content FROM map_places WHERE cluster = $1 AND layout = $2 ORDER BY generation DESC LIMIT 2", cluster, LAYOUT);
    const [newest, before] = rows;
    if (newest !== undefined && Number(newest["generation"]) !== generation) return Number(newest["generation"]);
    if (before === undefined) return undefined;
    await statements.query("DELETE FROM map_places WHERE cluster = $1 AND layout = $2 AND generation >= $3", cluster, LAYOUT, Number(before["generation"]));
    await put(statements, cluster, generation + 1, String(before["content"]));
    return generation + 1;
  });

const put = (statements: Statements, cluster: string, generation: number, text: string): Promise<unknown> =>
  statements.query("INSERT INTO map_places (cluster, layout, generation, content) VALUES ($1, $2, $3, $4) ON CONFLICT (cluster, layout, generation) DO UPDATE SET content = excluded.content", cluster, LAYOUT, generation, text);
