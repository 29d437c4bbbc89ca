import { describe, expect, test } from "vitest";
import { faultOf, retryAfterOf } from "./fault.ts";

const NOW = Date.parse("2026-04-16T02:13:40Z");

describe("Retry-After", () => {
  test.each([
    { name: "seconds", text: "120", waits: 120_000 },
    { name: "none at all", text: undefined, waits: undefined },
    { name: "zero", text: "0", waits: 0 },
    { name: "a date", text: "Thu, 16 Apr 2026 02:14:40 GMT", waits: 60_000 },
    { name: "a date in the past", text: "Thu, 16 Apr 2026 02:12:40 GMT", waits: 0 },
    { name: "longer than a quarter of an hour is a quarter of an hour", text: "86400", waits: 900_000 },
    { name: "garbage", text: "soon", waits: undefined },
    { name: "a negative number", text: "-5", waits: undefined },
    { name: "a number with a unit", text: "5s", waits: undefined },
  ])("$name", ({ text, waits }) => expect(retryAfterOf(text, NOW)).toBe(waits));
});

describe("what a refusal means", () => {
  const status = { reason: "", message: "", causes: [] as string[] };
  test.each([
    { name: "410", code: 410, status, what: { kind: "expired" } },
    { name: "504 with the cause of a revision that is too large", code: 504, status: { ...status, causes: ["ResourceVersionTooLarge"] }, what: { kind: "too-new" } },
    { name: "504 for another reason", code: 504, status: { ...status, reason: "Timeout" }, what: { kind: "status", code: 504, reason: "Timeout" } },
    { name: "302 is not followed", code: 302, status, what: { kind: "status", code: 302, reason: "" } },
  ])("$name", ({ code, status: body, what }) => expect(faultOf(code, body, {}, NOW).what).toEqual(what));

  test("nothing of the server's own words is told: they may hold anything", () => {
    const told = { reason: "Forbidden", message: "secret", causes: [] };
    for (const code of [403, 404, 429, 500]) expect(faultOf(code, told, {}, NOW).message).not.toContain("secret");
  });
});
