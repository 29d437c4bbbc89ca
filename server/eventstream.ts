import { clusterOf } from "./clusters/runtime.ts";
import { EVENT_HEADERS, eventStream } from "./streams.ts";

/** Server-sent events that carry revision numbers, never data. @throws ViewError */
export async function revisionStream(cluster: string, { method, signal }: Pick<Request, "method" | "signal">): Promise<Response> {
  const source = await clusterOf(cluster);
  if (method === "HEAD") return new Response(null, { headers: EVENT_HEADERS });
  return eventStream((send) => source.subscribe((revision) => send(`event: revision\ndata: ${revision}\n\n`)), signal);
}
