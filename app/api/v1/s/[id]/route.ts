import { API, ROUTES } from "#lib/api/routes.ts";
import { storedJson } from "#server/frozen/stored.ts";
import { handlers } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = handlers(API + ROUTES.frozen.path, (_, { id }) => storedJson(id ?? ""));
