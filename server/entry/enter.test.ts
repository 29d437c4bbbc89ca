import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { enter } from "./enter.ts";
import type { Entry } from "./entry.ts";
import { HOST, restart, sessionOf, withSession } from "./fixture.ts";

let entry: Entry;
let logged: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  entry = restart("required");
  logged = vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  restart("open");
});

const asked = (parameters: Record<string, string>, headers: Record<string, string> = { host: HOST }, method = "GET"): Response => enter({ method, headers: new Headers(headers) }, parameters);
const cookieOf = (response: Response): string => /whydrop-3000=([\w-]{43}); Path=\/; HttpOnly; SameSite=Strict$/.exec(response.headers.get("set-cookie") ?? "")?.[1] ?? "";

test("the right code becomes a session, and the next address has no code", () => {
  const response = asked({ code: entry.gate.code });
  expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
  expect(entry.gate.knows(cookieOf(response))).toBe(true);
  expect(cookieOf(response)).not.toBe(entry.gate.code);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("it leads to the page that was wanted, on this server only", () => {
  const to = (wanted: string): string | null => asked({ code: entry.gate.code, to: wanted }).headers.get("location");
  expect([to("/c/a/map?v=1"), to("//evil.example"), to("/api/v1/clusters")]).toEqual(["/c/a/map?v=1", "/", "/"]);
});

test("a wrong code gets one and the same page, no cookie, and no echo", async () => {
  const responses = ["wrong", "<script>alert(1)</script>", entry.gate.code.slice(1)].map((code) => asked({ code, to: "/c/production/map" }));
  const pages = await Promise.all(responses.map((response) => response.text()));
  expect(responses.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(responses.map(({ headers }) => headers.get("set-cookie"))).toEqual([null, null, null]);
  expect(new Set(pages).size).toBe(1);
  expect(pages[0]).not.toMatch(/<script|production|alert\(1\)/);
});

test("too many wrong codes are told so, and no longer logged", () => {
  const statuses = Array.from({ length: 15 }, () => asked({ code: "wrong" }).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(5).fill(429)]);
  expect(logged).toHaveBeenCalledTimes(10);
  expect(asked({ code: entry.gate.code }).status).toBe(303);
});

test("who has a session passes on without a code, who has none is asked for it", () => {
  const session = sessionOf(entry);
  expect(asked({ to: "/c/a/map" }, withSession(session)).headers.get("location")).toBe("/c/a/map");
  expect(asked({ to: "/c/a/map" }, withSession("stolen")).status).toBe(401);
  expect(asked({ to: "/c/a/map" }).status).toBe(401);
});

test("a HEAD takes nothing: link scanners must not use up a ticket", () => {
  const ticket = entry.gate.ticket();
  expect(asked({ code: ticket }, { host: HOST }, "HEAD").headers.get("set-cookie")).toBeNull();
  expect(asked({ code: ticket }).status).toBe(303);
});

test("where nothing has to be entered, every code leads in and none becomes a session", () => {
  restart("open");
  const response = asked({ code: "any" });
  expect([response.status, response.headers.get("set-cookie")]).toEqual([303, null]);
});
