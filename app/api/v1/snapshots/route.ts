import { ROUTES } from "#lib/api/routes.ts";
import { listSnapshots } from "#server/frozen/snapshots.ts";
import { serve } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = serve(ROUTES.snapshots, listSnapshots);
