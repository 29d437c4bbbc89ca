import { ALIVE_PATH, aliveRequest } from "#lib/api/events.ts";
import { API } from "#lib/api/routes.ts";
import { handlers, parse } from "#server/respond.ts";
import { prolong } from "#server/streams.ts";

export const { GET, POST, PUT, PATCH, DELETE } = handlers(API + ALIVE_PATH, async (_, parameters) => {
  prolong(parse(aliveRequest, parameters).stream);
  return new Response(null, { status: 204 });
});
