import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { KindStateJson } from "#lib/api/graph.ts";
import { observe } from "./observed.ts";
import { openStreams } from "./streams.ts";

/** Counters outlive a hot reload and are one for all of Next's copies of this module. */
const KEY = Symbol.for("whydrop.metrics");
const shared = globalThis as typeof globalThis & { [KEY]?: ReturnType<typeof create> };
const metrics = (shared[KEY] ??= create());

function create() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  new Gauge({
    name: "whydrop_watched_check", help: "1 for the verdict that a watched check has now", labelNames: ["cluster", "name", "verdict"], registers,
    async collect() {
      const seen = await observe();
      this.reset();
      for (const { cluster, watched } of seen) for (const { name, verdict } of watched) this.set({ cluster: cluster.id, name, verdict }, 1);
    },
  });
  new Gauge({
    name: "whydrop_source_age_seconds", help: "Time since a cluster's input was last read", labelNames: ["cluster"], registers,
    async collect() {
      const seen = await observe();
      this.reset();
      for (const { cluster, ageSeconds } of seen) this.set({ cluster: cluster.id }, ageSeconds);
    },
  });
  new Gauge({
    name: "whydrop_source_up", help: "1 while a cluster's input can be read", labelNames: ["cluster"], registers,
    async collect() {
      const seen = await observe();
      this.reset();
      for (const { cluster, up } of seen) this.set({ cluster: cluster.id }, up ? 1 : 0);
    },
  });
  new Gauge({
    name: "whydrop_kind_age_seconds", help: "Time since what is held of a kind was last known to be true, of its oldest part; absent before it was read", labelNames: ["cluster", "kind", "state"], registers,
    async collect() {
      const seen = await observe();
      this.reset();
      for (const { cluster } of seen) for (const { kind, state, seconds } of oldestOfEach(cluster.kinds)) this.set({ cluster: cluster.id, kind, state }, seconds);
    },
  });
  new Counter({
    name: "whydrop_repairs_total", help: "Objects whose copy was found to differ from the API server, and was read anew", labelNames: ["cluster"], registers,
    async collect() {
      const seen = await observe();
      this.reset();
      for (const { cluster, repairs } of seen) this.inc({ cluster: cluster.id }, repairs);
    },
  });
  new Gauge({
    name: "whydrop_problems", help: "Input that could not be read", labelNames: ["cluster", "severity"], registers,
    async collect() {
      const seen = await observe();
      this.reset();
      for (const { cluster, problems } of seen) for (const [severity, count] of Object.entries(problems)) this.set({ cluster: cluster.id, severity }, count);
    },
  });
  new Counter({
    name: "whydrop_evaluations_total", help: "Connections explained since the start", registers,
    async collect() {
      const seen = await observe();
      this.reset();
      this.inc(seen.reduce((sum, { evaluations }) => sum + evaluations, 0));
    },
  });
  new Gauge({
    name: "whydrop_event_streams", help: "Event streams that are open", registers,
    collect() {
      this.set(openStreams());
    },
  });
  const requests = new Histogram({
    name: "whydrop_http_request_seconds", help: "Time until the answer's headers, by route template", labelNames: ["route"], registers,
    buckets: [0.1, 1],
  });
  const answers = new Counter({ name: "whydrop_http_requests_total", help: "Requests answered, by route template and status", labelNames: ["route", "status"], registers });
  return { registry, requests, answers };
}

/** One entry for each kind, however many namespaces it is read in: series must not grow with the cluster. */
function oldestOfEach(kinds: readonly KindStateJson[]): readonly { readonly kind: string; readonly state: string; readonly seconds: number }[] {
  const nameOf = ({ group, resource }: KindStateJson): string => (group === "" ? resource : `${resource}.${group}`);
  return [...Map.groupBy(kinds, nameOf)].flatMap(([kind, parts]) => {
    const known = parts.flatMap(({ asOf, state }) => (asOf === null ? [] : [{ kind, state, seconds: (Date.now() - Date.parse(asOf)) / 1000 }]));
    return known.toSorted((a, b) => b.seconds - a.seconds).slice(0, 1);
  });
}

/** The statuses that somebody watches; of the others the class says enough. */
const WATCHED: ReadonlySet<number> = new Set([200, 401, 404, 429, 500, 503]);
const statusOf = (status: number): string => (WATCHED.has(status) ? String(status) : `${String(status).charAt(0)}xx`);

/** Labels are templates and statuses of our own, never what was asked: each value of a label is kept for ever. */
export function countRequest({ template, status, seconds }: { template: string; status: number; seconds: number }): void {
  metrics.requests.observe({ route: template }, seconds);
  metrics.answers.inc({ route: template, status: statusOf(status) });
}

/** The Prometheus text format, and its content type. */
export async function exposition(): Promise<{ readonly text: string; readonly contentType: string }> {
  return { text: await metrics.registry.metrics(), contentType: metrics.registry.contentType };
}
