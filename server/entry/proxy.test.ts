import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";
import { config, proxy } from "../../proxy.ts";
import { HOST, restart, sessionOf, withSession } from "./fixture.ts";
import { ROUTES } from "./routes.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  restart("open");
});

/** Routes with handlers of their own, and files. */
const WITHOUT = /^\/(?:api\/|metrics$|livez$|readyz$|enter$|favicon\.svg$|_next\/static\/|s\/[^/]+\/(?:figure|file|picture)$)/;
const matches = (path: string): boolean => new RegExp(`^${config.matcher}$`).test(path);

test("it stands before every page, and before what nobody thought of", () => {
  for (const route of Object.keys(ROUTES)) expect([route, matches(route)]).toEqual([route, !WITHOUT.test(route)]);
  for (const path of ["/livezz", "/livez/", "/metrics/a", "/enterprise", "/faviconxsvg", "/favicon.svg.map", "/_next/image", "/_next/staticky", "/apis", "/nothing"]) expect([path, matches(path)]).toEqual([path, true]);
});

const ask = (headers: Record<string, string>, method = "GET"): Promise<Response> => proxy(new NextRequest(`http://${HOST}/c/production/map`, { method, headers }));

test("S2: a page passes only with a session", async () => {
  const session = sessionOf(restart("required"));
  const turned = await ask({ host: HOST });
  expect([turned.status, /production/.test(await turned.text())]).toEqual([401, false]);
  expect((await ask(withSession(session))).headers.get("x-middleware-next")).toBe("1");
  restart("open");
  expect((await ask({ host: HOST })).headers.get("x-middleware-next")).toBe("1");
});

test("S3, S4, S6: neither a foreign host nor a foreign site passes, nor a write", async () => {
  expect((await Promise.all([ask({ host: "evil.example" }), ask({ host: HOST, origin: "null" }), ask({ host: HOST }, "POST")])).map(({ status }) => status)).toEqual([421, 403, 405]);
});

test("scripts and styles run only with the nonce of this one answer", async () => {
  const policies = (await Promise.all([ask({ host: HOST }), ask({ host: HOST, "x-nonce": "mine" })])).map(({ headers }) => headers.get("content-security-policy") ?? "");
  const [first, second] = policies.map((policy) => /'nonce-([\w-]{36})'/.exec(policy)?.[1]);
  expect(first).toBeDefined();
  expect(first).not.toBe(second);
  expect(policies.join()).not.toMatch(/mine|script-src[^;]*'unsafe/);
});
