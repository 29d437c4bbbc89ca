import { openApi } from "#lib/api/openapi.ts";
import { API } from "#lib/api/routes.ts";
import { handlers } from "#server/respond.ts";
import { version } from "#server/version.ts";

export const { GET, POST, PUT, PATCH, DELETE } = handlers(`${API}/openapi.json`, async () => Response.json(openApi(version)));
