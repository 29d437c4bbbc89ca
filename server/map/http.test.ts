import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { errorSchema } from "#lib/api/errors.ts";
import { rearrangedSchema } from "#lib/api/map.ts";
import { contextFrom } from "#lib/check/fixture.ts";
import { EVERYTHING } from "#lib/topology/asked.ts";
import * as rearrangeRoute from "../../app/api/v1/clusters/[cluster]/map/rearrange/route.ts";
import * as undoRoute from "../../app/api/v1/clusters/[cluster]/map/undo/route.ts";
import { LocalCluster } from "../clusters/local.ts";
import { HOST, restart } from "../entry/fixture.ts";
import { ViewError } from "../viewerror.ts";
import { emptyStore, opened } from "../store/stores.fixture.ts";
import { viewMap } from "../views.ts";

const present = vi.hoisted((): { headers: Headers; store: unknown; cluster: unknown } => ({ headers: new Headers(), store: undefined, cluster: undefined }));
vi.mock("next/headers", () => ({ headers: async () => present.headers }));
vi.mock("../clusters/runtime.ts", () => ({
  clusterOf: async (id: string) => (id === "production" ? present.cluster : Promise.reject(new ViewError("not_found", `there is no cluster \`${id}\``, "cluster"))),
  runtime: async () => ({ clusters: [present.cluster], store: present.store }),
}));

beforeEach(async () => {
  present.store = opened(await emptyStore("sqlite"));
  const context = contextFrom(readFileSync(resolve(import.meta.dirname, "../../scenarios/runbook/cluster.yaml"), "utf8"));
  present.cluster = new LocalCluster({ state: { id: "production", context, revision: 1, readAt: "2026-04-16T02:13:40Z" }, names: undefined, ready: true, up: true, repairs: 0, subscribe: () => () => undefined, close: async () => undefined });
  present.headers = new Headers({ host: HOST });
  Reflect.deleteProperty(globalThis, Symbol.for("whydrop.mapplaces"));
});
afterEach(() => restart("open"));

type Handlers = typeof rearrangeRoute;

const post = (route: Handlers, body: string, cluster = "production", headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  route.POST(new Request(`http://${HOST}/any`, { method: "POST", headers: { host: HOST, "content-type": "application/json", ...headers }, body }), { params: Promise.resolve({ cluster }) });
const done = async (route: Handlers, generation: number): Promise<number> => rearrangedSchema.parse(await (await post(route, JSON.stringify({ generation }))).json()).generation;
const refused = async (asked: Promise<Response>): Promise<string> => {
  const response = await asked;
  const { error } = errorSchema.parse(await response.json());
  return `${response.status} ${error.code}: ${error.message}`;
};

test("a map is rearranged and that is undone, each once however often it is asked for, and the map says which is true", async () => {
  const first = await viewMap("production", EVERYTHING);
  expect(first.places).toMatchObject({ generation: 1, undo: false, unplaced: [] });
  expect(Object.keys(first.places.nodes).toSorted()).toEqual(first.nodes.map(({ id }) => id).toSorted());
  expect([await done(rearrangeRoute, 1), await done(rearrangeRoute, 1)]).toEqual([2, 2]);
  expect((await viewMap("production", EVERYTHING)).places).toMatchObject({ generation: 2, undo: true });
  expect([await done(undoRoute, 2), await done(undoRoute, 2)]).toEqual([3, 3]);
  expect((await viewMap("production", EVERYTHING)).places).toEqual({ ...first.places, generation: 3 });
  expect(await refused(post(undoRoute, '{"generation":3}'))).toBe("404 not_found: there is no earlier arrangement");
});

test.each([
  { name: "no body", body: "{}", says: "400 bad_request: `generation` must be a whole number" },
  { name: "a number that counts nothing", body: '{"generation":-1}', says: "400 bad_request: `generation` must not be negative" },
  { name: "half a number", body: '{"generation":1.5}', says: "400 bad_request: `generation` must be a whole number" },
  { name: "an order of somebody's own", body: '{"generation":1,"boxes":{}}', says: "400 bad_request: `boxes` is not known" },
])("$name is refused", async ({ body, says }) => {
  for (const route of [rearrangeRoute, undoRoute]) expect(await refused(post(route, body))).toBe(says);
});

test("another site cannot rearrange, nor somebody who has not entered, and there is nothing to rearrange of what is not there", async () => {
  for (const route of [rearrangeRoute, undoRoute]) {
    expect(await refused(post(route, '{"generation":1}', "production", { origin: "https://evil.example" }))).toMatch(/^403 forbidden/);
    expect(await refused(post(route, '{"generation":1}', "nowhere"))).toBe("404 not_found: there is no cluster `nowhere`");
  }
  restart("required");
  for (const route of [rearrangeRoute, undoRoute]) expect(await refused(post(route, '{"generation":1}'))).toMatch(/^401 unauthorized/);
});
