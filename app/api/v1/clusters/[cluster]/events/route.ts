import { eventsRequest } from "#lib/api/requests.ts";
import { API } from "#lib/api/routes.ts";
import { revisionStream } from "#server/eventstream.ts";
import { handlers, parse } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = handlers(`${API}/clusters/{cluster}/events`, async (request, parameters) =>
  revisionStream(parse(eventsRequest, parameters).cluster, request),
);
