import { expect, test } from "vitest";
import { parseAddress } from "#lib/net/address.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import { withLookups } from "./context.ts";
import { asking, contextFrom, cluster, pod } from "./fixture.ts";
import type { LookedUp } from "./lookedup.ts";

const lookup = (text: string, at = "2026-01-01T00:00:00Z"): ReadonlyMap<string, LookedUp> =>
  new Map([["api.stripe.com", { kind: "resolved", addresses: [parseAddress(text) ?? []].flat(), at, by: ["10.0.0.2"] }]]);

/** A rule by name opens the address for every caller of it, however it asks (semantics §3.4). */
test("rules by name know the addresses that were looked up just now", () => {
  const byName = "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: a}, spec: {endpointSelector: {}, egress: [{toFQDNs: [{matchName: api.stripe.com}]}, {toPorts: [{ports: [{port: '53'}], rules: {dns: [{matchPattern: '*'}]}}]}]}}";
  const context = contextFrom(cluster(pod("a/web", { ip: "10.244.0.1" }), byName));
  const verdict = (looked: string) => asking(withLookups(context, lookup(looked)), "a/web", "203.0.113.4:443").folded.verdict;
  expect([verdict("203.0.113.4"), verdict("198.51.100.7")]).toEqual(["allow", "deny"]);
});

test("a lookup changes neither the engine nor how it was chosen, nor the blocks of pods", () => {
  const yaml = cluster(pod("a/web"), "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {engine: cilium, podCIDRs: [10.0.0.0/8]}}");
  for (const context of [contextFrom(yaml), contextFrom(yaml, { engine: ENGINES.calico }), contextFrom(pod("a/web"))]) {
    const { engine, engineBy, podCidrs } = withLookups(context, lookup("203.0.113.4"));
    expect({ engine, engineBy, podCidrs }).toEqual({ engine: context.engine, engineBy: context.engineBy, podCidrs: context.podCidrs });
  }
});

test("the same addresses at a later time leave the policies as they are compiled; other addresses do not", () => {
  const context = withLookups(contextFrom(pod("a/web")), lookup("203.0.113.4"));
  const later = withLookups(context, lookup("203.0.113.4", "2026-01-01T00:01:00Z"));
  expect([later.policies === context.policies, later.lookedUp.get("api.stripe.com")?.at]).toEqual([true, "2026-01-01T00:01:00Z"]);
  expect(withLookups(context, lookup("198.51.100.7")).policies).not.toBe(context.policies);
  expect(withLookups(context, new Map()).policies).not.toBe(context.policies);
});
