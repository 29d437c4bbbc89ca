import { WRITES } from "#lib/api/routes.ts";
import { makeSnapshot } from "#server/frozen/snapshots.ts";
import { originOf } from "#server/links.ts";
import { serveWrite } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serveWrite(WRITES.freeze, ({ cluster }, request, { headers }) =>
  makeSnapshot({ cluster, request, origin: originOf(headers) }, headers.get("idempotency-key") ?? undefined),
);
