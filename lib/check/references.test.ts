import { describe, expect, test } from "vitest";
import { ingestText } from "#lib/cluster/documents/ingest.ts";
import { brokenReferences } from "./references.ts";

const found = (...documents: readonly string[]) => {
  const { facts, problems } = ingestText("f.yaml", "yaml", documents.join("\n---\n"));
  expect(problems).toEqual([]);
  return brokenReferences(facts).map(({ severity, place, message }) => `${place.line} ${severity} ${place.path}: ${message}`);
};

describe("a policy in a Calico tier", () => {
  const policy = "apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: p, namespace: a}\nspec: {tier: sec, types: [Egress, Ingress]}";
  const tier = "apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: sec}\nspec: {order: 100}";

  test("that the input lacks is a warning, once", () => {
    expect(found(policy)).toEqual(["1 warning spec.tier: its tier `sec` is not in the input: nobody knows where the policy stands, and the verdicts that it could change are unknown"]);
  });

  test("that the input has is none, wherever it stands; those that every cluster has need no object", () => {
    expect(found(policy, tier)).toEqual([]);
    expect(found(tier, policy)).toEqual([]);
    expect(found(policy.replace("tier: sec, ", ""))).toEqual([]);
  });
});

test.each([
  { kind: "WatchList", spec: "checks: [{name: q, from: a, to: 'svc:b/c', port: 1}]", path: "spec.checks[0].from" },
  { kind: "DestinationCatalog", spec: "destinations: [{host: a.b, usedBy: [a/b, c]}]", path: "spec.destinations[0].usedBy[1]" },
])("an id of a $kind that is none is an error at its field", ({ kind, spec, path }) => {
  const [only = "", ...more] = found(`apiVersion: whydrop.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: w}\nspec: {${spec}}`);
  expect(more).toEqual([]);
  expect(only).toContain(`error ${path}: `);
});
