import { createHmac } from "node:crypto";
import type { Database } from "../store/database.ts";
import { secretOf } from "../store/secret.ts";
import type { Time } from "../time.ts";
import type { Gate } from "./gate.ts";
import { SignedSessions } from "./signed.ts";

const RETRY_MS = 5_000;

/**
 * Lets the replicas that share a database share their sessions. Whoever can read the database does not have the key: the
 * address with its password is a part of it. Until the database can be reached, each replica has sessions of its own.
 */
export async function shareSessions(gate: Gate, store: Database, databaseUrl: string, time: Time): Promise<void> {
  for (;;) {
    const secret = await secretOf(store, "sessions").catch(() => undefined);
    if (secret !== undefined) return gate.share(new SignedSessions(createHmac("sha256", secret).update(databaseUrl).digest(), () => time.wall()));
    await time.sleep(RETRY_MS);
  }
}
