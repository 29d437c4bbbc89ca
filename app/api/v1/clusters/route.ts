import { ROUTES } from "#lib/api/routes.ts";
import { serve } from "#server/serve.ts";
import { listClusters } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.clusters, () => listClusters());
