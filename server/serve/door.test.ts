import { createServer, type IncomingMessage, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { restart, sessionOf } from "../entry/fixture.ts";
import { atDoor } from "./door.ts";
import { listen } from "./listen.ts";
import { type Answered, request, sendRaw } from "./raw.fixture.ts";

let server: Server;
let port: number;
/** What came through. */
let passed: IncomingMessage[];
beforeAll(async () => {
  server = createServer((request, response) => {
    if (!atDoor(request, response)) return;
    passed.push(request);
    response.end("inside");
  });
  port = await listen(server, "127.0.0.1", { kind: "exactly", port: 0 });
});
afterAll(() => server.close());
beforeEach(() => {
  passed = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  restart("open");
});

const host = (): string => `Host: 127.0.0.1:${String(port)}`;
const ask = (path: string, headers: readonly string[] = [], method = "GET"): Promise<Answered> => sendRaw(port, request(path, [host(), ...headers], method));

test("what is ours goes on", async () => {
  expect(await ask("/c/a/map")).toMatchObject({ status: 200, body: "inside" });
  expect(await sendRaw(port, request("/", [`Host: localhost:1`]))).toMatchObject({ status: 200 });
  expect(passed).toHaveLength(2);
});

test.each([
  { name: "S3: another host", lines: ["Host: evil.example"], status: 421 },
  { name: "S3: two hosts, the first of them ours", lines: ["Host: localhost", "Host: evil.example"], status: 421 },
  { name: "S3: two hosts, both ours", lines: ["Host: localhost", "Host: localhost"], status: 421 },
  { name: "S3: no host", lines: [], status: 400 },
  { name: "S4: another origin", lines: ["Host: localhost", "Origin: http://evil.example"], status: 403 },
  { name: "S4: our origin and another", lines: ["Host: localhost", "Origin: http://localhost", "Origin: http://evil.example"], status: 403 },
  { name: "S4: another site", lines: ["Host: localhost", "Sec-Fetch-Site: cross-site"], status: 403 },
])("$name is turned away, and nobody behind hears of it", async ({ lines, status }) => {
  for (const path of ["/c/a/map", "/api/v1/clusters", "/_next/static/a.js", "/livez"]) {
    const answered = await sendRaw(port, request(path, lines));
    expect(answered.status).toBe(status);
    expect(Object.keys(answered.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  }
  expect(passed).toEqual([]);
});

test("S3: HTTP/1.0 may leave out the host, and is turned away all the same", async () => {
  expect((await sendRaw(port, "GET / HTTP/1.0\r\n\r\n")).status).toBe(421);
});

test.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY"])("%s is not answered, wherever", async (method) => {
  for (const path of ["/", "/api/v1/clusters", "/_next/static/a.js", "/enter", "/livez"]) expect((await ask(path, [], method)).status).toBe(405);
  expect(passed).toEqual([]);
});

test("S35: a write passes at its own address, and only with the method that it takes", async () => {
  expect((await ask("/api/v1/clusters/shop/snapshots", [], "POST")).status).toBe(200);
  expect((await ask("/api/v1/snapshots/abc", [], "DELETE")).status).toBe(200);
  for (const [path, method] of [["/api/v1/clusters/shop/snapshots", "DELETE"], ["/api/v1/snapshots/abc", "POST"], ["/api/v1/snapshots", "POST"], ["/s/abc", "POST"]] as const) expect((await ask(path, [], method)).status).toBe(405);
  expect((await ask("/api/v1/snapshots/abc", ["Origin: http://evil.example"], "DELETE")).status).toBe(403);
  expect(passed).toHaveLength(2);
});

test("S40: an address that can be read in two ways is none, whoever asks", async () => {
  for (const wanted of ["required", "open"] as const) {
    restart(wanted);
    expect((await ask("/_next/static/../../c/a/map")).status).toBe(404);
    expect((await ask("http://evil.example/c/a/map")).status).toBe(404);
  }
  expect((await ask(`/${"a".repeat(8192)}`)).status).toBe(414);
  expect(passed).toEqual([]);
});

test("an address that nobody thought of has to be entered like the others", async () => {
  const session = sessionOf(restart("required"));
  for (const path of ["/", "/c/a/map", "/api/v1/clusters", "/metrics", "/_next/image?url=a", "/_next/data/a.json", "/livez/", "/anything"]) {
    expect((await ask(path)).status).toBe(401);
    expect((await ask(path, [`Cookie: whydrop-${String(port)}=${session}`])).status).toBe(200);
  }
  for (const path of ["/_next/static/a.js", "/favicon.svg", "/enter", "/livez", "/readyz"]) expect((await ask(path)).status).toBe(200);
});

test("a link from another site gets the page that asks again", async () => {
  restart("required");
  const { status, headers } = await ask("/c/a/check?from=b", ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]);
  expect([status, headers["refresh"]]).toEqual([401, "0; url=/enter?to=%2Fc%2Fa%2Fcheck%3Ffrom%3Db"]);
});

test("S5, S6: nobody tells us who they are, what they meant, or what to leave out", async () => {
  const claimed = [
    "X-Forwarded-User: admin", "x_forwarded_user: admin", "X-Forwarded-Uri: /livez", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example", "X-Remote-Group: system:masters", "Impersonate-User: admin", "IMPERSONATE-EXTRA-a: b",
    "X-Middleware-Subrequest: proxy:proxy:proxy:proxy:proxy", "X-Nonce: mine", "X-HTTP-Method-Override: PUT", "X-Original-URL: /livez", "Range: bytes=0-", "If-Range: a",
  ];
  expect((await ask("/?_method=PUT", [...claimed, "Accept: text/html", "RSC: 1"])).status).toBe(200);
  const [request] = passed;
  expect(request?.method).toBe("GET");
  expect(Object.keys(request?.headers ?? {}).sort()).toEqual(["accept", "connection", "host", "rsc"]);
  expect(request?.rawHeaders).toEqual(["Connection", "close", "Host", `127.0.0.1:${String(port)}`, "Accept", "text/html", "RSC", "1"]);
});
