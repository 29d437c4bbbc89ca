import { ROUTES } from "#lib/api/routes.ts";
import { serve } from "#server/respond.ts";
import { viewGraph } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.graph, ({ cluster, at }) => viewGraph(cluster, at));
