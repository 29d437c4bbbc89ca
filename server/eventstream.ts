import type { z } from "zod";
import type { revisionSchema } from "#lib/api/events.ts";
import { systemChance } from "./chance.ts";
import { clusterOf, runtime } from "./clusters/runtime.ts";
import { RevisionFeed } from "./revisionfeed.ts";
import { EVENT_HEADERS, eventStream } from "./streams.ts";

type Asking = Pick<Request, "method" | "signal" | "headers">;

/** Next holds several copies of each module; a feed listens to its clusters once for all. By cluster; of all: "". */
const KEY = Symbol.for("whydrop.feeds");
const shared = globalThis as typeof globalThis & { [KEY]?: Map<string, RevisionFeed> };
const feeds = (shared[KEY] ??= new Map<string, RevisionFeed>());

function feedOf(name: string, make: (epoch: string) => RevisionFeed): RevisionFeed {
  const feed = feeds.get(name) ?? make(systemChance.secret().replace(/\W|_/g, ""));
  feeds.set(name, feed);
  return feed;
}

/** Server-sent events with the revision numbers of one cluster, never data. @throws ViewError */
export async function revisionStream(cluster: string, asking: Asking): Promise<Response> {
  const source = await clusterOf(cluster);
  return answered(feedOf(cluster, (epoch) => new RevisionFeed([source], (_, revision) => revision, epoch)), asking);
}

/** Server-sent events with the revision numbers of all clusters: one connection, whatever a browser's tabs show. @throws ViewError */
export async function allRevisions(asking: Asking): Promise<Response> {
  const { clusters } = await runtime();
  return answered(feedOf("", (epoch) => new RevisionFeed(clusters, (cluster, revision) => ({ cluster, revision }) satisfies z.input<typeof revisionSchema>, epoch)), asking);
}

function answered(feed: RevisionFeed, { method, signal, headers }: Asking): Response {
  if (method === "HEAD") return new Response(null, { headers: EVENT_HEADERS });
  return eventStream(feed.since(headers.get("last-event-id")), signal);
}
