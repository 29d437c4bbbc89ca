import { API } from "#lib/api/routes.ts";
import { handlers } from "#server/respond.ts";
import { ViewError } from "#server/viewerror.ts";

export const { GET, POST, PUT, PATCH, DELETE } = handlers(`${API}/{unknown}`, () => Promise.reject(new ViewError("not_found", `there is no such address below ${API}`)));
