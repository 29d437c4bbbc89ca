import { enter } from "#server/entry/enter.ts";
import { handlers } from "#server/respond.ts";

export const { GET } = handlers("/enter", async (request, parameters) => enter(request, parameters));
