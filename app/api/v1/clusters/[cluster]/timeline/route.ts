import { ROUTES } from "#lib/api/routes.ts";
import { serve } from "#server/respond.ts";
import { viewTimeline } from "#server/views.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.timeline, ({ cluster, from, until, sel }) => viewTimeline(cluster, { from, until, sel }));
