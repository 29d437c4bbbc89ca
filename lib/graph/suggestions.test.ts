import { expect, test } from "vitest";
import { cluster, contextFrom, namespace, pod, policy, service } from "#lib/check/fixture.ts";
import { judgeDeclared } from "./connections.ts";
import { suggestionsOf } from "./suggestions.ts";

const CATALOGUE = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [{host: api.stripe.com, addresses: [203.0.113.4], ports: [{port: 443}], usedBy: [a/pod/free, a/pod/web]}]}}";
const suggested = (...more: readonly string[]) => {
  const context = contextFrom(cluster(namespace("a"), CATALOGUE, pod("a/free", { labels: "app: free" }), pod("a/web", { labels: "app: web" }), service("a/db", "clusterIP: 10.96.0.1, ports: [{port: 80}]"), policy("a/p", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]"), ...more));
  return suggestionsOf(context, judgeDeclared(context));
};

test("what is blocked comes first, and everything that can be asked about once", () => {
  const { from, to } = suggested();
  expect(from.map(({ id }) => id)).toEqual(["a/pod/web", "a/pod/free"]);
  expect(to.map(({ id }) => id)).toEqual(["dns:api.stripe.com", "svc:a/db", "a/pod/free", "a/pod/web"]);
});

test("a large cluster sends no more than a list can show", () => {
  const { from, to } = suggested(...Array.from({ length: 300 }, (_, i) => pod(`a/p${i}`)));
  expect([from.length, to.length]).toEqual([200, 200]);
});
