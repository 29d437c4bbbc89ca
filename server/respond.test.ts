import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { errorSchema } from "#lib/api/errors.ts";
import { HOST, restart, sessionOf, withSession } from "./entry/fixture.ts";
import { ROUTES } from "./entry/routes.ts";
import { countRequest, exposition } from "./metrics.ts";
import { handlers, serve } from "./respond.ts";
import { STATUS } from "./status.ts";

vi.mock("./observed.ts", () => ({ observe: async () => [] }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  restart("open");
});

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const answering = handlers("/api/v1/clusters", async () => new Response("inside"));
interface Asked {
  readonly method?: (typeof METHODS)[number];
  readonly headers?: Readonly<Record<string, string>>;
}
function ask(route: ReturnType<typeof handlers>, path = "/api/v1/clusters", { method = "GET", headers = { host: HOST } }: Asked = {}): Promise<Response> {
  return route[method](new Request(`http://${HOST}${path}`, { method, headers }), { params: Promise.resolve(undefined) });
}
const codeOf = async (response: Response): Promise<string> => errorSchema.parse(await response.json()).error.code;

test.each(METHODS)("without a session %s gets 401, whoever it says it is", async (method) => {
  restart("required");
  for (const claimed of [{}, { "x-forwarded-user": "admin" }, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }, { cookie: "whydrop-3000=stolen" }]) {
    const response = await ask(answering, undefined, { method, headers: { host: HOST, ...claimed } });
    expect([response.status, await codeOf(response)]).toEqual([401, "unauthorized"]);
  }
});

test("with one, only reading is answered", async () => {
  const headers = withSession(sessionOf(restart("required")));
  const statuses = await Promise.all(METHODS.map(async (method) => (await ask(answering, "/api/v1/clusters?_method=PUT", { method, headers: { ...headers, "x-http-method-override": "DELETE" } })).status));
  expect(statuses).toEqual([200, 405, 405, 405, 405]);
});

test("an open route is answered without one", async () => {
  restart("required");
  expect((await ask(handlers("/livez", async () => new Response("ok")), "/livez")).status).toBe(200);
});

test("what nobody foresaw is logged in one line and not told", async () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const broken = serve({ path: "/clusters", summary: "", request: z.object({}), reply: z.object({}) }, () => Promise.reject(new Error("secret\nof the house, Bearer abc123")));
  const response = await ask(broken, "/api/v1/clusters?a=%0d%0a%1b[2J", { headers: { host: HOST, "user-agent": "a\u001b[2Jb" } });
  const body = await response.text();
  expect([response.status, body.includes("secret"), body.includes("respond")]).toEqual([500, false, false]);
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? "")).toMatchObject({ level: "error", event: "a request failed", route: "/api/v1/clusters", error: expect.stringMatching(/^Error: secret\nof the house, Bearer \[hidden\]\n/) as string });
  expect(body).toContain((JSON.parse(written[0] ?? "{}") as { requestId: string }).requestId);
});

test("S32: paths, queries and names never become labels", async () => {
  const unknown = handlers("/api/v1/{unknown}", (request) => (request.url.endsWith("0") ? Promise.resolve(new Response()) : Promise.resolve(new Response("", { status: 404 }))));
  for (let n = 0; n < 100_000; n++) await ask(unknown, `/api/v1/path-${String(n)}/ns-${String(n)}?name=${String(n)}`);
  const { text } = await exposition();
  const series = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(series.filter((line) => line.includes("path-") || line.includes("ns-"))).toEqual([]);
  expect(series).toContainEqual(expect.stringMatching(/^whydrop_http_requests_total\{route="\/api\/v1\/\{unknown\}",status="404"\} 90000$/));
  expect(series.length).toBeLessThanOrEqual(500);
});

test("S32: with every status of every route there are at most 500 series", async () => {
  const answered = Object.keys(ROUTES).filter((route) => /^\/(?:api|enter|livez|readyz|metrics)/.test(route));
  for (const template of answered) for (const status of [200, 303, 429, ...Object.values(STATUS)]) countRequest({ template, status, seconds: 0.01 });
  const { text } = await exposition();
  expect(answered).toEqual(expect.arrayContaining(["/livez", "/metrics", "/enter"]));
  expect(text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length).toBeLessThanOrEqual(500);
});
