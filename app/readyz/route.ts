import { observe } from "#server/observed.ts";
import { handlers } from "#server/serve.ts";

export const { GET } = handlers("/readyz", async () => (observe().ready ? new Response("ok\n") : new Response("not ready\n", { status: 503 })));
