import { WRITES } from "#lib/api/routes.ts";
import { previewSnapshot } from "#server/frozen/snapshots.ts";
import { originOf } from "#server/links.ts";
import { serveWrite } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serveWrite(WRITES.preview, ({ cluster }, request, { headers }) => previewSnapshot({ cluster, request, origin: originOf(headers) }));
