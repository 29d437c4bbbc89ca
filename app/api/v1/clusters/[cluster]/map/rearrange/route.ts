import { WRITES } from "#lib/api/routes.ts";
import { rearrangeMap } from "#server/map/rearrange.ts";
import { serveWrite } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serveWrite(WRITES.rearrange, ({ cluster }, { generation }) => rearrangeMap(cluster, generation));
