import { EVENTS_PATH } from "#lib/api/events.ts";
import { API } from "#lib/api/routes.ts";
import { allRevisions } from "#server/eventstream.ts";
import { handlers } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = handlers(API + EVENTS_PATH, (request) => allRevisions(request));
