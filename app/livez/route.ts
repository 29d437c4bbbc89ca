import { handlers } from "#server/respond.ts";

export const { GET } = handlers("/livez", async () => new Response("ok\n"));
