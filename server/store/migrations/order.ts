import { PLACES } from "./places.ts";
import { TABLES } from "./tables.ts";

/** Each is the statements that lead from one version to the next. What was released never changes; a new one comes last. */
export type Migration = readonly string[];
export const MIGRATIONS: readonly Migration[] = [TABLES, PLACES];
