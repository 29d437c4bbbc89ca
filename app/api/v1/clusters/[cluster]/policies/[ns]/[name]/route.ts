import { ROUTES } from "#lib/api/routes.ts";
import { serve } from "#server/respond.ts";
import { viewPolicy } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.policy, ({ cluster, ns, name, kind, at }) => viewPolicy(cluster, ns, name, kind, at));
