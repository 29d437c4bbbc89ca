import { expect, test } from "vitest";
import type { WorkloadConnection } from "#lib/api/pages.ts";
import { rowsOf } from "./rows.ts";

const to = (id: string, more: Partial<WorkloadConnection> = {}): WorkloadConnection => ({
  id: `a/pod/web~${id}~443-tcp`, from: "a/pod/web", to: id, target: id, fromTitle: "web", toTitle: id.replace(/^(dns|ip):/, ""), addresses: [], port: 443, protocol: "TCP",
  verdict: "deny", code: "BLOCKED_DEFAULT", reason: "", symptom: "", stop: "", side: "egress", why: "no egress rule allows it", blockedBy: ["a/p"], declaredBy: ["configuration"], watched: null, expected: null, changedAt: null, ...more,
});
const short = (connections: readonly WorkloadConnection[]): unknown => rowsOf(connections, "to").map(({ title, addresses }) => [title, addresses.length]);

test.each([
  { name: "watched before others, then by name", given: [to("dns:b"), to("dns:c", { watched: "pay" }), to("dns:a")], rows: [["c", 0], ["a", 0], ["b", 0]] },
  { name: "blocked before partly", given: [to("dns:a", { verdict: "partial", code: "PARTLY" }), to("dns:b")], rows: [["b", 0], ["a", 0]] },
  { name: "a name with its addresses, once", given: [to("dns:api.stripe.com", { addresses: ["203.0.113.4", "203.0.113.5"] }), to("ip:203.0.113.5")], rows: [["api.stripe.com", 2]] },
  { name: "addresses without a name, together", given: [to("ip:203.0.113.4"), to("ip:203.0.113.5"), to("ip:203.0.113.6")], rows: [["203.0.113.4", 3]] },
  { name: "not those of another port", given: [to("ip:203.0.113.4"), to("ip:203.0.113.5", { port: 80 })], rows: [["203.0.113.4", 1], ["203.0.113.5", 1]] },
  { name: "not those with another reason", given: [to("ip:203.0.113.4"), to("ip:203.0.113.5", { why: "an egress rule denies it" })], rows: [["203.0.113.4", 1], ["203.0.113.5", 1]] },
])("$name", ({ given, rows }) => expect(short(given)).toEqual(rows));

test("both sides once, as the answer has it", () => expect(rowsOf([to("dns:a", { side: "both" })], "to").map(({ connections: [{ side }] }) => side)).toEqual(["both"]));

test("the newest change of a row is its own", () =>
  expect(rowsOf([to("ip:1.1.1.1", { changedAt: "2026-04-16T02:00:00.000Z" }), to("ip:2.2.2.2", { changedAt: "2026-04-16T03:00:00.000Z" }), to("ip:3.3.3.3")], "to").map(({ changedAt }) => changedAt)).toEqual(["2026-04-16T03:00:00.000Z"]));
