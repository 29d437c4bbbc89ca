import { ROUTES } from "#lib/api/routes.ts";
import { serve } from "#server/respond.ts";
import { viewChange } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.change, ({ cluster, at, object }) => viewChange(cluster, at, object));
