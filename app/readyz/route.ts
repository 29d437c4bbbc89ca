import { hasEntered } from "#server/entry/entry.ts";
import { unready } from "#server/observed.ts";
import { handlers } from "#server/respond.ts";

export const { GET } = handlers("/readyz", async ({ headers }) => {
  const waiting = await unready();
  if (waiting.length === 0) return new Response("ok\n");
  return new Response(hasEntered(headers) ? `not ready: ${waiting.join(", ")} has not been read yet\n` : "not ready\n", { status: 503 });
});
