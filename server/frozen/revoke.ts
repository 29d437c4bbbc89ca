import type { Database } from "../store/database.ts";
import { isName } from "./id.ts";
import type { Viewer } from "./viewer.ts";

/** Ends a link and forgets what it showed. By its public name: a link does not give the right. @returns whether there was one of the viewer's @throws StoreFault */
export async function revoke(database: Database, name: string, { viewer, now }: { readonly viewer: Viewer; readonly now: number }): Promise<boolean> {
  if (!isName(name)) return false;
  return database.transaction(async (statements) => {
    const [row] = await statements.query("SELECT owner FROM frozen WHERE name = $1 AND revoked_at IS NULL", name);
    if (row === undefined || !viewer.mayManage(String(row["owner"]))) return false;
    await statements.query("UPDATE frozen SET revoked_at = $2, content = '', title = '', provenance = '' WHERE name = $1", name, now);
    return true;
  });
}
