import type { z } from "zod";
import { EVENTS_REPEATED_MS, type revisionSchema } from "#lib/api/events.ts";
import { clusterOf, runtime } from "./clusters/runtime.ts";
import { EVENT_HEADERS, eventStream } from "./streams.ts";

type Asking = Pick<Request, "method" | "signal">;

/** Server-sent events with the revision numbers of one cluster, never data. @throws ViewError */
export async function revisionStream(cluster: string, { method, signal }: Asking): Promise<Response> {
  const source = await clusterOf(cluster);
  if (method === "HEAD") return new Response(null, { headers: EVENT_HEADERS });
  return eventStream((send) => source.subscribe((revision) => send(`event: revision\ndata: ${revision}\n\n`)), signal);
}

/** Server-sent events with the revision numbers of all clusters: one connection, whatever a browser's tabs show. @throws ViewError */
export async function allRevisions({ method, signal }: Asking): Promise<Response> {
  const { clusters } = await runtime();
  if (method === "HEAD") return new Response(null, { headers: EVENT_HEADERS });
  return eventStream((send) => {
    const told = new Map<string, number>();
    const tell = (revision: number, cluster: string): void => send(`event: revision\ndata: ${JSON.stringify({ cluster, revision } satisfies z.input<typeof revisionSchema>)}\n\n`);
    const ends = clusters.map((cluster) =>
      cluster.subscribe((revision) => {
        told.set(cluster.id, revision);
        tell(revision, cluster.id);
      }),
    );
    const repeating = setInterval(() => told.forEach(tell), EVENTS_REPEATED_MS);
    return () => {
      clearInterval(repeating);
      for (const end of ends) end();
    };
  }, signal);
}
