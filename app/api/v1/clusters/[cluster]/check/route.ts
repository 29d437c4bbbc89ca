import { ROUTES } from "#lib/api/routes.ts";
import { originOf } from "#server/links.ts";
import { serve } from "#server/respond.ts";
import { viewCheck } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.check, ({ cluster, from, to, port, proto, at }, { headers }) =>
  viewCheck(cluster, { from, to, port, protocol: proto }, originOf(headers), at),
);
