import { randomBytes } from "node:crypto";
import type { Database } from "./database.ts";

const BYTES = 32;

/**
 * A random secret of the installation: made at its first use, and from then on the same for all that share the store.
 *
 * @throws StoreFault
 */
export async function secretOf(database: Database, name: string): Promise<Buffer> {
  await database.query("INSERT INTO setting (name, content) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", name, randomBytes(BYTES).toString("base64url"));
  const [row] = await database.query("SELECT content FROM setting WHERE name = $1", name);
  return Buffer.from(String(row?.["content"]), "base64url");
}
