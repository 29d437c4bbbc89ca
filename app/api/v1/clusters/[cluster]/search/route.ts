import { ROUTES } from "#lib/api/routes.ts";
import { serve } from "#server/respond.ts";
import { viewSearch } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.search, ({ cluster, q, near, at }) => viewSearch(cluster, { q, near }, at));
