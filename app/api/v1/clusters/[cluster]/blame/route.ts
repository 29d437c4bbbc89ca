import { ROUTES } from "#lib/api/routes.ts";
import { serve } from "#server/respond.ts";
import { viewBlame } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.blame, ({ cluster, from, to, port, proto, at, since, of: sought }) =>
  viewBlame(cluster, { from, to, port, protocol: proto }, { at, since, sought }),
);
