import { handlers } from "#server/serve.ts";

export const { GET } = handlers("/livez", async () => new Response("ok\n"));
