import { EVENTS_PATH } from "#lib/api/events.ts";
import { API } from "#lib/api/routes.ts";
import { allRevisions } from "#server/eventstream.ts";
import { lasting } from "#server/lasting.ts";
import { handlers } from "#server/respond.ts";

const TEMPLATE = API + EVENTS_PATH;

export const { GET, POST, PUT, PATCH, DELETE } = lasting(TEMPLATE, handlers(TEMPLATE, (request) => allRevisions(request)));
