import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { NextRequest } from "next/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { errorSchema } from "#lib/api/errors.ts";
import { type FrozenLink, freezePreviewSchema, frozenLinkSchema, snapshotListSchema } from "#lib/api/frozen.ts";
import { contextFrom } from "#lib/check/fixture.ts";
import { proxy } from "../../proxy.ts";
import * as freezeRoute from "../../app/api/v1/clusters/[cluster]/snapshots/route.ts";
import * as previewRoute from "../../app/api/v1/clusters/[cluster]/snapshots/preview/route.ts";
import * as jsonRoute from "../../app/api/v1/s/[id]/route.ts";
import * as listRoute from "../../app/api/v1/snapshots/route.ts";
import * as revokeRoute from "../../app/api/v1/snapshots/[name]/route.ts";
import * as figureRoute from "../../app/s/[id]/figure/route.ts";
import * as fileRoute from "../../app/s/[id]/file/route.ts";
import { LocalCluster } from "../clusters/local.ts";
import { HOST, restart, sessionOf, withSession } from "../entry/fixture.ts";
import { StoreFault, type Database } from "../store/database.ts";
import { emptyStore, opened } from "../store/stores.fixture.ts";
import { CountingDatabase, DAY } from "./fixture.ts";
import { sha256 } from "./id.ts";
import { listSnapshots, viewSnapshot } from "./snapshots.ts";

const present = vi.hoisted((): { headers: Headers; store: unknown; cluster: unknown } => ({ headers: new Headers(), store: undefined, cluster: undefined }));
vi.mock("next/headers", () => ({ headers: async () => present.headers }));
vi.mock("../clusters/runtime.ts", () => ({ clusterOf: async () => present.cluster, runtime: async () => ({ clusters: [present.cluster], store: present.store }) }));

let store: CountingDatabase;
beforeEach(async () => {
  store = new CountingDatabase(opened(await emptyStore("sqlite")));
  present.store = store;
  const context = contextFrom(readFileSync(resolve(import.meta.dirname, "../../scenarios/runbook/cluster.yaml"), "utf8"));
  present.cluster = new LocalCluster({ state: { id: "production", context, revision: 1, readAt: "2026-04-16T02:13:40Z" }, names: undefined, ready: true, up: true, repairs: 0, subscribe: () => () => undefined, close: async () => undefined });
  present.headers = new Headers({ host: HOST });
  Reflect.deleteProperty(globalThis, Symbol.for("whydrop.frozen.limits"));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllEnvs();
  restart("open");
});

type Handlers = typeof freezeRoute;
type Method = keyof Handlers;
const QUESTION = { from: "default/api-client", to: "dns:api.stripe.com", port: "443" } as const;
const JSON_TYPE = { "content-type": "application/json" } as const;

function ask(route: Handlers, params: Readonly<Record<string, string>>, { method = "GET", headers = {}, body, query = "" }: { readonly method?: Method; readonly headers?: Readonly<Record<string, string>>; readonly body?: string; readonly query?: string } = {}): Promise<Response> {
  return route[method](new Request(`http://${HOST}/any${query}`, { method, headers: { host: HOST, ...headers }, ...(body !== undefined && { body }) }), { params: Promise.resolve(params) });
}
const post = (route: Handlers, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  ask(route, { cluster: "production" }, { method: "POST", headers: { ...JSON_TYPE, ...headers }, body: typeof body === "string" ? body : JSON.stringify(body) });
const made = async (more: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<FrozenLink> => frozenLinkSchema.parse(await (await post(freezeRoute, { ...QUESTION, ...more }, headers)).json());
const idOf = ({ path }: FrozenLink): string => path.slice("/s/".length);
const codeOf = async (response: Response): Promise<string> => `${response.status} ${errorSchema.parse(await response.json()).error.code}`;
const rows = async (): Promise<number> => (await store.query("SELECT name FROM frozen")).length;
const page = (id: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => proxy(new NextRequest(`http://${HOST}/s/${id}`, { headers: { host: HOST, ...headers } }));

test("a link is made, opens the stored bytes as JSON, picture and file, is listed without its id, and is gone when it is revoked", async () => {
  const link = await made({ expiry: "7d" });
  expect(link).toMatchObject({ cluster: "production", url: `http://${HOST}${link.path}` });
  const id = idOf(link);
  const [row] = await store.query("SELECT content FROM frozen");
  expect(await (await ask(jsonRoute, { id })).text()).toBe(row?.["content"]);
  const svg = await ask(figureRoute, { id }, { query: "?shape=down&theme=dark" });
  expect([svg.headers.get("content-type"), await svg.text()]).toEqual(["image/svg+xml; charset=utf-8", (JSON.parse(String(row?.["content"])) as { pictures: { down: { dark: string } } }).pictures.down.dark]);
  const file = await ask(fileRoute, { id });
  expect(file.headers.get("content-disposition")).toBe('attachment; filename="whydrop-blocked_default-20260416T021340Z.html"');
  expect(await file.text()).toContain(`<code>${sha256(String(row?.["content"]))}</code>`);
  expect((await page(id)).headers.get("x-middleware-next")).toBe("1");

  const list = await (await ask(listRoute, {})).text();
  expect(list).not.toContain(id);
  expect(snapshotListSchema.parse(JSON.parse(list))).toMatchObject({ durable: true, snapshots: [{ name: link.name }] });
  expect((await ask(revokeRoute, { name: link.name }, { method: "DELETE" })).status).toBe(204);
  expect(await codeOf(await ask(jsonRoute, { id }))).toBe("404 not_found");
  expect(await codeOf(await ask(revokeRoute, { name: link.name }, { method: "DELETE" }))).toBe("404 not_found");
});

test("the preview stores nothing", async () => {
  const preview = freezePreviewSchema.parse(await (await post(previewRoute, { ...QUESTION, leave: ["names"] })).json());
  expect(preview).toMatchObject({ durable: true, policies: ["default/policy-1"] });
  expect(await rows()).toBe(0);
});

test("F43: the same request with the same key gives the same link, stored once", async () => {
  const [first, again, other] = [await made({}, { "idempotency-key": "k" }), await made({}, { "idempotency-key": "k" }), await made({}, { "idempotency-key": "l" })];
  expect([again, other.path === first.path, await rows()]).toEqual([first, false, 2]);
});

describe("S23: the server decides ids, owners and times", () => {
  test.each(["id", "key", "createdBy", "owner", "expiresAt", "madeAt", "scope", "__proto__", "cluster", "name"])("%s is refused", async (field) => {
    const response = await post(freezeRoute, `{"from":"a/b","to":"ip:203.0.113.4","port":"443","${field}":{"admin":true}}`);
    const { error } = errorSchema.parse(await response.json());
    expect([response.status, error.code, error.field, await rows()]).toEqual([400, "bad_request", field, 0]);
  });

  test.each([
    { name: "no reason for what is kept", body: { ...QUESTION, expiry: "kept", reason: " " }, field: "reason" },
    { name: "an expiry that there is not", body: { ...QUESTION, expiry: "9999" }, field: "expiry" },
    { name: "no question", body: {}, field: "from" },
    { name: "a question that makes no sense", body: { ...QUESTION, port: "x" }, field: "port" },
    { name: "a time that is none", body: { ...QUESTION, at: "yesterday" }, field: "at" },
    { name: "no object", body: [], field: undefined },
    { name: "no JSON", body: "{", field: undefined },
  ])("$name", async ({ body, field }) => {
    const response = await post(freezeRoute, body);
    expect([response.status, errorSchema.parse(await response.json()).error.field, await rows()]).toEqual([400, field, 0]);
  });
});

describe("S35: no other site writes", () => {
  test.each([
    { name: "a form", headers: { "content-type": "application/x-www-form-urlencoded" }, status: 415 },
    { name: "a file in a form", headers: { "content-type": "multipart/form-data; boundary=a" }, status: 415 },
    { name: "JSON that says it is text", headers: { "content-type": "text/plain" }, status: 415 },
    { name: "no type", headers: { "content-type": "" }, status: 415 },
    { name: "another origin", headers: { origin: "http://evil.example" }, status: 403 },
    { name: "an origin that is none", headers: { origin: "null" }, status: 403 },
    { name: "another site", headers: { "sec-fetch-site": "cross-site" }, status: 403 },
    { name: "a link of another site", headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }, status: 403 },
    { name: "another host", headers: { host: "evil.example" }, status: 421 },
  ])("$name: $status", async ({ headers, status }) => {
    expect([(await post(freezeRoute, QUESTION, headers)).status, await rows()]).toEqual([status, 0]);
    if (status !== 415) {
      const { name } = await made();
      expect([(await ask(revokeRoute, { name }, { method: "DELETE", headers })).status, await rows()]).toEqual([status, 1]);
    }
  });

  test("nor does GET, nor a method that somebody says was meant", async () => {
    const { name } = await made();
    for (const headers of [{}, { "x-http-method-override": "DELETE" }]) expect((await ask(revokeRoute, { name }, { headers })).status).toBe(405);
    for (const method of ["GET", "PUT", "PATCH", "DELETE"] as const) expect((await ask(freezeRoute, { cluster: "production" }, { method })).status).toBe(405);
    expect(snapshotListSchema.parse(await (await ask(listRoute, {})).json()).snapshots).toHaveLength(1);
  });

  test("without a session nobody does", async () => {
    const session = sessionOf(restart("required"));
    expect(await codeOf(await post(freezeRoute, QUESTION))).toBe("401 unauthorized");
    present.headers = new Headers(withSession(session));
    expect((await post(freezeRoute, QUESTION, withSession(session))).status).toBe(201);
  });
});

test("S2: pages ask who reads, even where the proxy did not", async () => {
  const session = sessionOf(restart("required"));
  for (const read of [() => viewSnapshot("A".repeat(43)), listSnapshots]) {
    await expect(read()).rejects.toMatchObject({ code: "unauthorized" });
    present.headers = new Headers(withSession(session));
    await expect(read()).resolves.toBeDefined();
    present.headers = new Headers({ host: HOST });
  }
});

test("a body is counted while it is read", async () => {
  expect(await codeOf(await post(freezeRoute, JSON.stringify({ ...QUESTION, reason: "a".repeat(64 * 1024) })))).toBe("413 too_large");
});

describe("what opens nothing", () => {
  const ids = async (): Promise<readonly string[]> => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const [expired, revoked] = [await made({ expiry: "24h" }), await made()];
    await ask(revokeRoute, { name: revoked.name }, { method: "DELETE" });
    vi.setSystemTime(Date.now() + 2 * DAY);
    return ["A".repeat(43), idOf(expired), idOf(revoked)];
  };
  const bytesOf = async (response: Response): Promise<string> => JSON.stringify([response.status, [...response.headers], await response.text()]);

  test("S22: unknown, expired and revoked are the same bytes by the same store calls, as page, JSON, picture and file", async () => {
    const asked = await ids();
    for (const look of [page, (id: string) => ask(jsonRoute, { id }), (id: string) => ask(figureRoute, { id }), (id: string) => ask(fileRoute, { id })]) {
      const seen = new Set<string>();
      for (const id of asked) {
        store.calls.length = 0;
        seen.add(JSON.stringify([await bytesOf(await look(id)), store.calls]));
        expect(store.calls).toHaveLength(1);
      }
      expect(seen.size).toBe(1);
      expect([...seen][0]).toContain("noindex, nofollow");
    }
  });

  test("S21: what is no id is the same too, without a call; after twenty in a minute 429, and who has a link is not locked out", async () => {
    const link = await made();
    store.calls.length = 0;
    const statuses: number[] = [];
    for (let n = 0; n < 25; n++) statuses.push((await ask(jsonRoute, { id: "../" })).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 404), ...Array.from({ length: 5 }, () => 429)]);
    expect(store.calls).toEqual([]);
    expect((await ask(jsonRoute, { id: idOf(link) })).status).toBe(200);
    expect((await page("nothing")).status).toBe(429);
    expect((await page(idOf(link))).headers.get("x-middleware-next")).toBe("1");
  });

  test("S26: a chat's bot without a session gets the page that names nothing, and no store is asked", async () => {
    const id = idOf(await made());
    restart("required");
    store.calls.length = 0;
    const [known, unknown] = [await page(id, { "user-agent": "Slackbot-LinkExpanding 1.0" }), await page("A".repeat(43))];
    expect([known.status, await known.text()]).toEqual([401, await unknown.text()]);
    expect(store.calls).toEqual([]);
  });
});

test("more than ten links in a minute are refused before anything is asked", async () => {
  for (let n = 0; n < 10; n++) await made();
  store.calls.length = 0;
  expect([await codeOf(await post(freezeRoute, QUESTION)), store.calls]).toEqual(["429 too_many", []]);
});

test.each([
  { kind: "absent", message: "not saved: the store cannot be reached" },
  { kind: "full", message: "not saved: the store has no space left" },
  { kind: "slow", message: "not saved: the store did not answer in time" },
  { kind: "newer", message: "not saved: the store was made by a newer version" },
] as const)("F39, F40, F42: the store is $kind: nothing is saved and that is said; links cannot be opened for now", async ({ kind, message }) => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const fail = async (): Promise<never> => Promise.reject(new StoreFault(kind));
  present.store = { kind: "sqlite", durable: true, query: fail, transaction: fail, close: async () => undefined } satisfies Database;
  const refused = await post(freezeRoute, QUESTION);
  expect([refused.status, errorSchema.parse(await refused.json()).error]).toMatchObject([503, { code: "not_saved", message }]);
  expect(await codeOf(await ask(jsonRoute, { id: "A".repeat(43) }))).toBe("503 unavailable");
  expect((await page("A".repeat(43))).status).toBe(503);
  expect((await post(previewRoute, QUESTION)).status).toBe(200);
});

test("S27: a damaged snapshot is never shown in part", async () => {
  const id = idOf(await made());
  await store.query("UPDATE frozen SET content = $1", "{}");
  for (const route of [jsonRoute, figureRoute, fileRoute]) {
    const response = await ask(route, { id });
    expect([response.status, response.headers.get("x-robots-tag"), errorSchema.parse(await response.json()).error.message]).toEqual([500, "noindex, nofollow", "this snapshot is damaged: hash differs"]);
  }
});
