import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { admit } from "./admit.ts";
import type { Entry } from "./entry.ts";
import { HOST, restart, sessionOf, withSession } from "./fixture.ts";
import type { Access } from "./routes.ts";
import { turnedAway } from "./turnedaway.ts";

let entry: Entry;
beforeEach(() => {
  entry = restart("required");
});
afterEach(() => {
  vi.unstubAllEnvs();
  restart("open");
});

function codeOf(headers: Readonly<Record<string, string>>, { method = "GET", access = "entered" }: { readonly method?: string; readonly access?: Access } = {}): string {
  return admit({ method, headers: new Headers(headers), access })?.code ?? "admitted";
}

test("only a session of this process admits, and only where it is required", () => {
  const session = sessionOf(entry);
  const own = withSession(session);
  expect([codeOf(own), codeOf({ host: HOST }), codeOf({ host: HOST }, { access: "open" })]).toEqual(["admitted", "unauthorized", "admitted"]);
  expect([codeOf(withSession(entry.gate.code)), codeOf({ host: HOST, cookie: `whydrop-3001=${session}` })]).toEqual(["unauthorized", "unauthorized"]);
  restart("required");
  expect(codeOf(own)).toBe("unauthorized");
  restart("open");
  expect(codeOf({ host: HOST })).toBe("admitted");
});

test("a session is no excuse for a foreign host, a foreign site or a write", () => {
  const own = withSession(sessionOf(entry));
  expect(codeOf({ ...own, host: "evil.example" })).toBe("misdirected");
  expect(codeOf({ ...own, origin: "http://evil.example" })).toBe("forbidden");
  expect(codeOf(own, { method: "POST" })).toBe("method_not_allowed");
});

test.each([
  { "x-forwarded-user": "admin" }, { "x_forwarded_user": "admin" }, { "x-remote-user": "admin", "x-remote-group": "system:masters" }, { "impersonate-user": "admin", "impersonate-group": "system:masters" },
  { authorization: "Bearer a.b.c" }, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }, { "x-forwarded-uri": "/livez" }, { "x-original-url": "/livez" }, { "x-http-method-override": "GET" },
])("S5: %o admits nobody", (claimed) => {
  expect(codeOf({ host: HOST, ...claimed })).toBe("unauthorized");
});

const REFUSED = { code: "unauthorized", message: "enter first" } as const;
const away = (address: string, headers: Record<string, string> = {}): Response => turnedAway(REFUSED, new URL(address, "http://127.0.0.1"), new Headers(headers));

test("people see one and the same page for every address, programs the error contract", async () => {
  const pages = await Promise.all(["/", "/c/production/map", "/c/nowhere/check?from=a", "/nothing"].map(async (address) => [away(address).status, await away(address).text()]));
  expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
  expect(pages[0]?.[0]).toBe(401);
  expect(String(pages[0]?.[1])).not.toMatch(/<script|production|\bon\w+=/);
  for (const address of ["/api/v1/clusters", "/metrics"]) {
    expect(await away(address).json()).toMatchObject({ error: { code: "unauthorized" } });
  }
});

test("a link from another site asks once more from here, which brings the cookie; anything else does not", () => {
  const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  const again = (address: string, headers: Record<string, string>): string | null => away(address, headers).headers.get("refresh");
  expect(again("/c/a/check?from=b&to=c", link)).toBe("0; url=/enter?to=%2Fc%2Fa%2Fcheck%3Ffrom%3Db%26to%3Dc");
  expect(again(`/c/a/check?from=${"/".repeat(4000)}`, link)).toBeNull();
  expect(again("//evil.example", link)).toBe("0; url=/enter?to=%2F");
  for (const site of ["none", "same-origin", "same-site"]) expect(again("/c/a/map", { ...link, "sec-fetch-site": site })).toBeNull();
  expect(again("/c/a/map", {})).toBeNull();
});
