import { workloadIdOf } from "#lib/api/requests.ts";
import { ROUTES } from "#lib/api/routes.ts";
import { serve } from "#server/respond.ts";
import { viewWorkload } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.workload, ({ cluster, id, at }) => viewWorkload(cluster, workloadIdOf(id), at));
