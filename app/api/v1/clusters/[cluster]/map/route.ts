import { ROUTES } from "#lib/api/routes.ts";
import { mapAsked } from "#lib/topology/asked.ts";
import { serve } from "#server/respond.ts";
import { viewMap } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.map, ({ cluster, at, ...asked }) => viewMap(cluster, mapAsked(asked), at));
