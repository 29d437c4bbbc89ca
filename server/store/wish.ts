import type { Settings } from "../settings.ts";

/** Which store is meant: plain values, so that a thread can be told and opens its own connection. */
export interface StoreWish {
  /** The folder of the file; absent: there is no place to keep anything. */
  readonly dataDir: string | undefined;
  /** PostgreSQL's address, a secret; it wins over the folder. */
  readonly databaseUrl: string | undefined;
  /** What is kept in memory is the same for all threads that give the same name; absent: one for the process. */
  readonly memory?: string;
}

export const storeWish = ({ dataDir, databaseUrl }: Pick<Settings, "dataDir" | "databaseUrl">): StoreWish => ({ dataDir, databaseUrl });
