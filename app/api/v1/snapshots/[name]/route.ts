import { WRITES } from "#lib/api/routes.ts";
import { revokeSnapshot } from "#server/frozen/snapshots.ts";
import { serveWrite } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serveWrite(WRITES.revoke, ({ name }) => revokeSnapshot(name));
