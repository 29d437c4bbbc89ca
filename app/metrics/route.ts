import { exposition } from "#server/metrics.ts";
import { handlers } from "#server/respond.ts";

export const { GET } = handlers("/metrics", async () => {
  const { text, contentType } = await exposition();
  return new Response(text, { headers: { "content-type": contentType } });
});
