import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { errorSchema } from "#lib/api/errors.ts";
import { type Answered, request as bytes, sendRaw } from "#server/serve/raw.fixture.ts";

const port = Number(process.env["WHYDROP_E2E_PORT"]);
const OURS = `Host: 127.0.0.1:${String(port)}`;
const PAGE = "/c/production/map";
const API = "/api/v1/clusters";
const EVENTS = "/api/v1/clusters/production/events";
const NAMES = /api-client|stripe|default-deny/;

const ask = (path: string, headers: readonly string[] = [OURS], method = "GET"): Promise<Answered> => sendRaw(port, bytes(path, headers, method));
const shares = ({ headers }: Answered): readonly string[] => Object.keys(headers).filter((name) => name.startsWith("access-control-"));

for (const { name, hosts, status } of [
  { name: "a foreign host", hosts: ["Host: evil.example"], status: 421 },
  { name: "a name that leads to loopback", hosts: ["Host: 127.0.0.1.nip.io"], status: 421 },
  { name: "two hosts", hosts: [OURS, "Host: evil.example"], status: 421 },
  { name: "no host", hosts: [], status: 400 },
]) {
  test(`S3: ${name} gets nothing`, async () => {
    for (const path of [PAGE, API, EVENTS, "/metrics", "/livez", "/favicon.svg", "/_next/static/nothing.js", "/enter"]) {
      const answered = await ask(path, hosts);
      expect([path, answered.status]).toEqual([path, status]);
      expect(answered.body).not.toMatch(NAMES);
      expect(shares(answered)).toEqual([]);
    }
  });
}

for (const foreign of ["Origin: http://evil.example", "Origin: null", `Origin: http://127.0.0.1:${String(port + 1)}`, "Origin: http://192.168.1.10", `Origin: http://localhost:${String(port)}`, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"]) {
  test(`S4: ${foreign} gets nothing, from a page, the API or a stream, by GET or POST`, async () => {
    for (const path of [PAGE, API, EVENTS, "/metrics", "/enter?code=a"]) {
      for (const method of ["GET", "POST", "OPTIONS"]) {
        const answered = await ask(path, [OURS, foreign, "Access-Control-Request-Method: GET"], method);
        expect([method, path, answered.status]).toEqual([method, path, 403]);
        expect(answered.body).not.toMatch(NAMES);
        expect(shares(answered)).toEqual([]);
      }
    }
  });
}

test("S4: no answer shares itself with another site", async () => {
  for (const path of [PAGE, API, "/livez", "/favicon.svg", "/nothing"]) expect(shares(await ask(path))).toEqual([]);
});

for (const claimed of ["x-middleware-subrequest: proxy:proxy:proxy:proxy:proxy", "X-Forwarded-Host: localhost", "X-Forwarded-Uri: /livez", "X_Forwarded_User: admin", "X-Remote-Group: system:masters", "Impersonate-User: admin"]) {
  test(`S5: ${claimed} changes nothing`, async () => {
    expect((await ask(PAGE, ["Host: evil.example", claimed])).status).toBe(421);
    expect((await ask(API, [OURS, "Origin: null", claimed])).status).toBe(403);
    const page = await ask(PAGE, [OURS, claimed]);
    expect([page.status, page.headers["content-security-policy"]?.includes("'nonce-")]).toEqual([200, true]);
    expect((await ask(API, [OURS, claimed])).body).toBe((await ask(API)).body);
  });
}

test("S6: a GET is a GET, whatever it says of itself, and nothing else is answered", async () => {
  const usual = await ask(API);
  expect((await ask(`${API}?_method=DELETE`, [OURS, "X-HTTP-Method-Override: DELETE", "X-HTTP-Method: DELETE", "X-Method-Override: DELETE"])).body).toBe(usual.body);
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
    for (const path of [PAGE, API, "/metrics", "/readyz"]) expect([method, path, (await ask(path, [OURS, "X-HTTP-Method-Override: GET", "Next-Action: abc", "Content-Length: 0"], method)).status]).toEqual([method, path, 405]);
  }
});

for (const path of [
  "/..%2fpackage.json", "/_next/static/..%2f..%2fpackage.json", "/_next/static/../../package.json", "/_next/static/%2e%2e/%2e%2e/package.json", "/_next/static/../server/app/page.js", "/favicon.svg/..%2f..%2fpackage.json", "/favicon.svg%00", "/%00", "/\\..\\package.json",
  "/package.json", "/server/settings.ts", "/.env", "/.next/BUILD_ID", "/_next/server/app/page.js", "/_next/static/chunks/main.js.map", "/_next/image?url=%2Ffavicon.svg&w=64&q=75", "//evil.example/", "http://evil.example/", "/%", "/livezz", "/api/../c/production/map", "/_next/static/../../c/production/map",
]) {
  test(`S40: ${path} is not there`, async () => {
    const answered = await ask(path);
    expect(answered.status).toBe(404);
    expect(answered.headers["location"]).toBeUndefined();
    expect(answered.body).not.toMatch(/"dependencies"|sourcesContent|api-client/);
  });
}

test("S40: ranges are not followed, however many or mad", async () => {
  const whole = await ask("/favicon.svg");
  for (const range of ["bytes=0-0", `bytes=${Array<string>(500).fill("0-0").join(",")}`, "bytes=99999999999-", "bytes=-999999999999999999999", "bytes=5-1"]) {
    const answered = await ask("/favicon.svg", [OURS, `Range: ${range}`]);
    expect([answered.status, answered.body]).toEqual([200, whole.body]);
  }
});

test("S40: no source map is shipped", () => {
  const shipped = readdirSync(join(resolve(import.meta.dirname, ".."), ".next", "static"), { recursive: true, encoding: "utf8" });
  expect(shipped.some((file) => file.endsWith(".js"))).toBe(true);
  expect(shipped.filter((file) => file.endsWith(".map"))).toEqual([]);
});

test("S31: what is hostile gets an error without a stack", async () => {
  const hostile = "%0d%0a%1b%5b2J%7b%7d";
  for (const path of [`${API}/${hostile}/map`, `${API}/production/policies/${hostile}/${hostile}`, `${API}/production/workload?id=${hostile}`, `${API}/production/check?from=${hostile}&to=a&port=1`]) {
    const answered = await ask(path, [OURS, `User-Agent: \u009b2J${"a".repeat(8000)}`]);
    expect([400, 404]).toContain(answered.status);
    expect(errorSchema.parse(JSON.parse(answered.body)).error.message).not.toMatch(/\bat \S+:\d+:\d+|node_modules/);
  }
});

test("an address and a head have an end", async () => {
  expect((await ask(`/${"a".repeat(8192)}`)).status).toBe(414);
  expect((await ask(API, [OURS, `A: ${"a".repeat(16 * 1024)}`])).status).toBe(431);
  expect((await ask(API, [OURS, ...Array<string>(2_000).fill("a:b"), "Origin: null"])).status).toBe(403);
});

test("the head of an event stream opens none", async () => {
  const { status, headers } = await ask(EVENTS, [OURS], "HEAD");
  expect([status, headers["content-type"]]).toEqual([200, "text/event-stream; charset=utf-8"]);
});
