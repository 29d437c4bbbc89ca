import { ROUTES } from "#lib/api/routes.ts";
import { listed, listedKinds } from "#lib/url/lists.ts";
import { serve } from "#server/respond.ts";
import { viewConnections } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.connections, ({ cluster, at, q, ns, hide, sort, after, limit }) =>
  viewConnections(cluster, { q, ns: listed(ns), hide: listedKinds(hide), sort, after, limit: Number(limit) }, at),
);
