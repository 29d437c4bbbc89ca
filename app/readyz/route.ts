import { unready } from "#server/observed.ts";
import { handlers } from "#server/respond.ts";

export const { GET } = handlers("/readyz", async () => {
  const waiting = await unready();
  return waiting.length === 0 ? new Response("ok\n") : new Response(`not ready: ${waiting.join(", ")} has not been read yet\n`, { status: 503 });
});
