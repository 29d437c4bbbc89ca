import { expect, test } from "vitest";
import { connection, graphOf, workload } from "#lib/map/graph.fixture.ts";
import { matches } from "./matches.ts";

const limits = { egressLimitedBy: ["default/default-deny"] };
const graph = graphOf([workload("default/deploy/api", limits), workload("default/deploy/api-client", limits), workload("shop/deploy/old-api"), workload("dns:api.stripe.com")], [connection("default/deploy/api", "dns:api.stripe.com")]);
const titles = (text: string): readonly string[] => matches(graph, text).map(({ title }) => title);

test.each([
  { name: "equal, then begins with, then within", text: "api", found: ["api", "api-client", "dns:api.stripe.com", "old-api"] },
  { name: "policies by name", text: "default-d", found: ["default-deny"] },
  { name: "nothing for nothing", text: "  ", found: [] },
  { name: "a Go error", text: "dial tcp 203.0.113.4:443: i/o timeout", found: ["Check … → 203.0.113.4:443"] },
  { name: "a curl error", text: "curl: (28) Failed to connect to api.stripe.com port 443", found: ["Check … → api.stripe.com:443"] },
])("$name", ({ text, found }) => expect(titles(text)).toEqual(found));

test("a workload leads to its page, a destination to a check", () => {
  expect(matches(graph, "api-client")[0]?.path).toBe("/c/c/ns/default/deploy/api-client?v=1");
  expect(matches(graph, "stripe")[0]?.path).toBe("/c/c/check?to=dns:api.stripe.com&v=1");
});
