import { WRITES } from "#lib/api/routes.ts";
import { undoRearrange } from "#server/map/rearrange.ts";
import { serveWrite } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serveWrite(WRITES.undoRearrange, ({ cluster }, { generation }) => undoRearrange(cluster, generation));
