import { observe } from "#server/observed.ts";
import { handlers } from "#server/respond.ts";

export const { GET } = handlers("/readyz", async () => ((await observe()).ready ? new Response("ok\n") : new Response("not ready\n", { status: 503 })));
