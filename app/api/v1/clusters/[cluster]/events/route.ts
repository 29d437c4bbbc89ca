import { eventsRequest } from "#lib/api/requests.ts";
import { API } from "#lib/api/routes.ts";
import { revisionStream } from "#server/eventstream.ts";
import { lasting } from "#server/lasting.ts";
import { handlers, parse } from "#server/respond.ts";

const TEMPLATE = `${API}/clusters/{cluster}/events`;

export const { GET, POST, PUT, PATCH, DELETE } = lasting(TEMPLATE, handlers(TEMPLATE, async (request, parameters) => revisionStream(parse(eventsRequest, parameters).cluster, request)));
