import { expect, test } from "vitest";
import type { GraphJson, GraphPolicy } from "#lib/api/graph.ts";
import type { Shape } from "#lib/figure/shape.ts";
import { gateCard } from "./gatecard.ts";
import { gateOf } from "./gates.ts";
import { graphOf, workload } from "./graph.fixture.ts";

const policy = (id: string, kind: string, tier: string, rank: string): GraphPolicy => {
  const name = id.slice(Math.max(id.indexOf(":"), id.lastIndexOf("/")) + 1);
  return {
    id: `policy:${id}`, namespace: "", name, kind, tier, rank, directions: ["egress"], wholeNamespace: false, selects: [], ingressRows: [],
    egressRows: [{ mark: "allow", text: `rule of ${name}`, policy: id }],
  };
};

/** @param policies as they are asked */
function texts(policies: readonly GraphPolicy[]): readonly string[] {
  const node = workload("a/deploy/api", { egressLimitedBy: policies.map(({ id }) => id.slice("policy:".length)) });
  const graph: GraphJson = { ...graphOf([node], []), policies: [...policies] };
  const gate = gateOf(graph, node, "egress");
  return gate === undefined ? [] : gateCard(graph, gate).shapes.flatMap(textIn);
}

const textIn = (shape: Shape): readonly string[] => (shape.kind === "text" ? [shape.text] : shape.kind === "group" ? shape.shapes.flatMap(textIn) : []);

test("tiers stand in the order in which they are asked, each over its own rules", () => {
  const shown = texts([policy("ClusterNetworkPolicy:z-first", "ClusterNetworkPolicy", "Admin tier", "priority 10"), policy("a/limit", "NetworkPolicy", "", "")]);
  expect(shown.filter((text) => /tier|NetworkPolicy:|rule of/.test(text))).toEqual(["Admin tier: z-first (priority 10)", "rule of z-first", "NetworkPolicy: limit", "rule of limit"]);
  expect(shown).toContain("z-first +1");
});

test.each([
  { name: "Kubernetes' own policies are a union: no tier is said", tier: "" },
  { name: "in Calico's default tier too", tier: "tier default" },
])("$name", ({ tier }) => expect(texts([policy("a/one", "NetworkPolicy", tier, "order 1000"), policy("a/two", "NetworkPolicy", tier, "order 1000")]).join(" ")).not.toContain("tier"));
