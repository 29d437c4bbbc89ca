import { type APIRequestContext, expect, test } from "@playwright/test";
import { errorSchema } from "#lib/api/errors.ts";
import { EVENTS_PATH, revisionSchema } from "#lib/api/events.ts";
import { API, ROUTES, WRITES } from "#lib/api/routes.ts";

const RUNBOOK = { cluster: "production", id: "default/pod/api-client", from: "default/api-client", to: "dns:api.stripe.com", port: "443", proto: "tcp", ns: "default", name: "default-deny", q: "api-client" };

/** What the routes of history are asked with. */
const INCIDENT = { cluster: "incident", from: "2026-04-16T01:30:00Z", until: "2026-04-16T02:45:00Z", at: "2026-04-16T02:08:51.000Z", object: "networking.k8s.io/NetworkPolicy/default/default-deny" };

/** The address of a route for the runbook's cluster, with every parameter that it asks for. */
function addressOf(route: (typeof ROUTES)[keyof typeof ROUTES], values: Readonly<Record<string, string>> = RUNBOOK): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  const rest = Object.keys(route.request.shape).filter((name) => !route.path.includes(`{${name}}`) && values[name] !== undefined);
  return `${API}${path}?${new URLSearchParams(rest.map((name) => [name, values[name] ?? ""])).toString()}`;
}

for (const [name, route] of Object.entries(ROUTES)) {
  test(`${name} answers as its schema says`, async ({ request }) => {
    const response = await request.get(addressOf(route, name === "timeline" || name === "change" ? INCIDENT : name === "frozen" ? { id: await frozen(request) } : RUNBOOK));
    expect(response.status()).toBe(200);
    expect(() => route.reply.parse(JSON.parse("{}"))).toThrow();
    route.reply.parse(await response.json());
  });
}

/** @returns the id of a snapshot that is made now */
async function frozen(request: APIRequestContext): Promise<string> {
  const { from, to, port } = RUNBOOK;
  const response = await request.post(API + WRITES.freeze.path.replace("{cluster}", RUNBOOK.cluster), { data: { from, to, port, expiry: "24h" } });
  expect(response.status()).toBe(WRITES.freeze.status);
  return WRITES.freeze.reply.parse(await response.json()).path.slice("/s/".length);
}

test("the check's answer is the incident's", async ({ request }) => {
  const { answer, headline } = ROUTES.check.reply.parse(await (await request.get(addressOf(ROUTES.check))).json());
  expect(headline).toBe("Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)");
  expect(answer).toMatchObject({ verdict: "deny", code: "BLOCKED_DEFAULT", directions: { egress: { isolatedBy: ["default/default-deny"] } }, nearest: { policy: "default/default-deny" } });
  expect(answer.steps.map(({ file }) => file).filter((file) => file !== undefined)).toContain("cluster.yaml");
});

const BAD = [
  { name: "an unknown cluster", address: `${API}/clusters/nowhere/map`, status: 404, field: "cluster" },
  { name: "a missing parameter", address: `${API}/clusters/production/check?from=default/api-client&port=443`, status: 400, field: "to" },
  { name: "a port that is none", address: `${API}/clusters/production/check?from=default/api-client&to=dns:a.example&port=70000`, status: 400, field: "port" },
  { name: "an id that is none", address: `${API}/clusters/production/check?from=%2F%2F&to=dns:a.example&port=443`, status: 400, field: "from" },
  { name: "a protocol that is none", address: `${API}/clusters/production/check?from=default/api-client&to=dns:a.example&port=443&proto=icmp`, status: 400, field: "proto" },
  { name: "an unknown workload", address: `${API}/clusters/production/workload?id=default/pod/nobody`, status: 404, field: "id" },
  { name: "an unknown policy", address: `${API}/clusters/production/policies/default/none`, status: 404, field: "name" },
  { name: "an unknown route", address: `${API}/nothing`, status: 404, field: undefined },
];

for (const { name, address, status, field } of BAD) {
  test(`${name} gets an error that names it`, async ({ request }) => {
    const response = await request.get(address);
    expect(response.status()).toBe(status);
    const { error } = errorSchema.parse(await response.json());
    expect(error.field).toBe(field);
    expect(JSON.stringify(error)).not.toMatch(/\bat \S+:\d+:\d+|node_modules/);
  });
}

test("the events of an unknown cluster are an error, not a stream", async ({ request }) => {
  expect((await request.get(`${API}/clusters/nowhere/events`)).status()).toBe(404);
});

test("one stream tells the revisions of all clusters", async ({ request, baseURL }) => {
  const { clusters } = ROUTES.clusters.reply.parse(await (await request.get(`${API}/clusters`)).json());
  const untold = new Map(clusters.map(({ id, revision }) => [id, revision]));
  const reading = new AbortController();
  const { body } = await fetch(`${baseURL ?? ""}${API}${EVENTS_PATH}`, { signal: reading.signal });
  if (body === null) throw new Error("the stream is empty");
  let text = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    for (const [, event] of text.matchAll(/^event: revision\ndata: (.+)\n\n/gm)) {
      const { cluster, revision } = revisionSchema.parse(JSON.parse(event ?? ""));
      // The cluster `live` is edited by other tests meanwhile.
      if (cluster === "live" || untold.get(cluster) === revision) untold.delete(cluster);
    }
    if (untold.size === 0) break;
  }
  reading.abort();
  expect([...untold.keys()]).toEqual([]);
});

test("the description lists every route", async ({ request }) => {
  const description = (await (await request.get(`${API}/openapi.json`)).json()) as { openapi: string; paths: Record<string, unknown> };
  expect(description.openapi).toMatch(/^3\.1/);
  expect(Object.keys(description.paths)).toEqual(expect.arrayContaining(Object.values(ROUTES).map(({ path }) => path)));
});

test("the texts to paste carry a link with the verdict and its time", async ({ request }) => {
  const { slack, markdown } = ROUTES.check.reply.parse(await (await request.get(addressOf(ROUTES.check))).json());
  for (const text of [slack, markdown]) expect(text).toMatch(/\/c\/production\/check\?asof=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ&from=\S+&was=BLOCKED_DEFAULT/);
});

test("nothing but reading is answered", async ({ request }) => {
  for (const method of ["post", "put", "patch", "delete"] as const) {
    expect((await request[method](`${API}/clusters`)).status()).toBe(405);
  }
});

test("other hosts and other sites are refused", async ({ request }) => {
  const statuses = await Promise.all(
    [{ host: "evil.example" }, { origin: "http://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }].map(async (headers) => (await request.get(`${API}/clusters`, { headers })).status()),
  );
  expect(statuses).toEqual([421, 403, 403, 403]);
  expect((await request.get("/c/production/map", { headers: { host: "evil.example" } })).status()).toBe(421);
});

test("probes answer, and the metrics name the watched check", async ({ request }) => {
  expect((await request.get("/livez")).status()).toBe(200);
  expect((await request.get("/readyz")).status()).toBe(200);
  const metrics = await (await request.get("/metrics")).text();
  expect(metrics).toMatch(/whydrop_watched_check\{[^}]*name="pay"[^}]*verdict="deny"\} 1/);
  expect(metrics).toContain("whydrop_source_up");
});
