import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adminClusters, adminDocumentsOf, callsIn as adminCallsIn, idIn, targetIn } from "#lib/check/admin.random.fixture.ts";
import * as calico from "#lib/check/calico.random.fixture.ts";
import * as cilium from "#lib/check/cilium.random.fixture.ts";
import { type Context, type Settings, contextOf, withLookups } from "#lib/check/context.ts";
import { asking, cluster, contextFrom, namespace, pod, policy } from "#lib/check/fixture.ts";
import type { LookedUp } from "#lib/check/lookedup.ts";
import { callsIn, clusters, documentsOf } from "#lib/check/random.fixture.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { writeFact } from "#lib/cluster/write/fact.ts";
import { report } from "#lib/describe/report.ts";
import { parseAddress } from "#lib/net/address.ts";
import { cidr } from "#lib/net/cidr.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import { keyOf } from "./key.ts";
import { objectsOf } from "./objects.ts";
import { contextOfObjects } from "./rebuilt.ts";
import type { Objects } from "./version.ts";

/** As a store has it: read back from text, in no particular order. */
const stored = (objects: Objects): Objects => new Map([...objects].reverse().map(([key, manifest]) => [key, JSON.parse(JSON.stringify(manifest)) as typeof manifest]));

const rebuilt = (context: Context): Context => contextOfObjects(stored(objectsOf(context, "here")));

/** What is decided. */
function decided(context: Context, from: string, to: string): unknown {
  const { verdict, code, missing, directions } = report(asking(context, from, to), null);
  return { verdict, code, missing: missing.length, sides: Object.values(directions).map(({ verdict: one, code: by, isolatedBy }) => ({ verdict: one, code: by, isolatedBy: [...isolatedBy].sort() })) };
}

/** All that is said, wherever it stands. */
function told(context: Context, from: string, to: string): unknown {
  const { reason, symptom, steps, nearest, engine, notes, missing, directions } = report(asking(context, from, to), null);
  return { reason, symptom, notes, missing, directions, engine: engine.name, steps: steps.map((step) => [step.code, step.text, step.object, step.path]), nearest: nearest && { ...nearest, file: "", line: 0 } };
}

/** The order in which a trace names equals is that of the input, and a store has its own. */
function inOrderOfNames(context: Context, settings: Settings): Context {
  const name = (fact: Fact): string => {
    const written = writeFact(fact);
    return written.kind === "manifest" ? keyOf(written.manifest) : "";
  };
  const { facts, problems } = context.snapshot;
  return contextOf(new Snapshot(facts.toSorted((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0)), problems), settings);
}

function expectSame(documents: readonly string[], settings: Settings, questions: readonly (readonly [from: string, to: string])[]): void {
  const context = contextFrom(cluster(...documents), settings);
  const [again, sorted] = [rebuilt(context), inOrderOfNames(context, settings)];
  for (const [from, to] of questions) {
    expect(decided(again, from, to)).toEqual(decided(context, from, to));
    expect(told(again, from, to)).toEqual(told(sorted, from, to));
  }
}

const RUNS = { numRuns: 60 };

describe("what a store gives back gives the same answers", () => {
  test("of NetworkPolicy, whatever engine was given", () => {
    const situations = clusters.chain((raw) => fc.tuple(fc.constant(raw), fc.array(callsIn(raw), { minLength: 10, maxLength: 10 }), fc.constantFrom(undefined, ...Object.values(ENGINES))));
    fc.assert(fc.property(situations, ([raw, calls, engine]) => {
      const id = (end: (typeof calls)[number]["from"]): string => ("namespace" in end ? `${end.namespace}/pod/p${raw.pods.indexOf(end)}` : `ip:${end.ip}`);
      expectSame(documentsOf(raw), engine ? { engine } : {}, calls.map(({ from, to, port, protocol }) => [id(from), `${"namespace" in to ? id(to) : `[${to.ip}]`}:${port}/${protocol}`]));
    }), RUNS);
  });

  test("of Admin and Baseline policies", () => {
    const situations = adminClusters.chain((raw) => fc.tuple(fc.constant(raw), fc.array(adminCallsIn(raw), { minLength: 10, maxLength: 10 })));
    fc.assert(fc.property(situations, ([raw, calls]) => expectSame(adminDocumentsOf(raw), {}, calls.map((call) => [idIn(raw, call.from), targetIn(raw, call)]))), RUNS);
  });

  test("of Cilium's policies", () => {
    fc.assert(fc.property(cilium.situations, fc.boolean(), ([raw, calls], given) => {
      const id = (end: (typeof calls)[number]["from"]): string => ("namespace" in end ? `${end.namespace}/pod/p${raw.pods.indexOf(end)}` : `ip:${end.ip}`);
      expectSame(cilium.everyDocument(raw), given ? { engine: ENGINES.cilium } : {}, calls.map(({ from, to, port, protocol }) => [id(from), `${"namespace" in to ? id(to) : `[${to.ip}]`}:${port}/${protocol}`]));
    }), RUNS);
  });

  test("of Calico's policies, as they are served and as they are stored", () => {
    fc.assert(fc.property(calico.situations, fc.boolean(), fc.boolean(), ([raw, calls], given, inStore) => {
      const documents = inStore ? [...calico.plainDocumentsOf(raw), ...calico.calicoDocumentsOf(raw).map((document) => JSON.stringify(calico.storedForm(document)))] : calico.everyDocument(raw);
      const id = (end: (typeof calls)[number]["from"]): string => ("namespace" in end ? `${end.namespace}/pod/p${raw.pods.indexOf(end)}` : "node" in end ? `node:${end.node}` : `ip:${end.ip}`);
      const target = (end: (typeof calls)[number]["to"]): string => ("namespace" in end || "node" in end ? id(end) : `[${end.ip}]`);
      expectSame(documents, given ? { engine: ENGINES.calico } : {}, calls.map(({ from, to, port, protocol }) => [id(from), `${target(to)}:${port}/${protocol}`]));
    }), RUNS);
  });

  test("and is itself kept as the same objects", () => {
    fc.assert(fc.property(calico.situations, ([raw]) => {
      const objects = objectsOf(contextFrom(cluster(...calico.everyDocument(raw)), {}), "here");
      expect(objectsOf(contextOfObjects(stored(objects)), "here")).toEqual(new Map([...objects]));
    }), RUNS);
  });
});

describe("what only questions by name, by Service and of templates bring up", () => {
  const documents = [
    namespace("a"), pod("a/web", { labels: "app: web", ip: "10.0.0.1", node: "n1", ports: "{name: http, containerPort: 80}" }), pod("a/api-1", { owner: "kind: ReplicaSet, name: api-7d" }), pod("kube-system/dns", { labels: "k8s-app: kube-dns", ip: "10.0.0.9" }),
    "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: api-7d, namespace: a, ownerReferences: [{kind: Deployment, name: api, controller: true}]}, spec: {}}",
    "{apiVersion: v1, kind: Service, metadata: {name: kube-dns, namespace: kube-system, labels: {k8s-app: kube-dns}}, spec: {clusterIP: 10.96.0.10, selector: {k8s-app: kube-dns}, ports: [{port: 53, protocol: UDP}, {port: 53}]}}",
    "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: a}, spec: {clusterIP: 10.96.0.11, selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}}",
    "{apiVersion: v1, kind: Endpoints, metadata: {name: web, namespace: a}, subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{name: http, port: 80}]}, {addresses: [{ip: 10.0.0.8}], ports: [{name: http, port: 81}]}]}",
    policy("a/closed", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}, {to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}, {port: http}]}]"),
    "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [{host: api.stripe.com, addresses: [203.0.113.4, 198.51.100.1]}, {host: x.example, addresses: [public]}]}}",
    "{apiVersion: whydrop.dev/v1alpha1, kind: WatchList, metadata: {name: w}, spec: {checks: [{name: pay, from: a/web, to: api.stripe.com, port: 443, expect: allow}]}}",
    "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: prod}, spec: {capturedAt: '2026-04-16T02:13:40Z', podCIDRs: [10.0.0.0/16], resolved: [{host: b.example, addresses: [203.0.113.9]}], unreadable: [{group: cilium.io, kind: CiliumNetworkPolicy, namespace: b, why: forbidden}]}}",
  ];
  const questions = ["a/web", "a/api", "a/deploy/api"].flatMap((from) => ["svc:a/web:http", "web.a:80", "api.stripe.com:443", "x.example:443", "b.example:443", "10.96.0.11:80", "a/web:80", "internet:443", "b/x:1"].map((to) => [from, to] as const));

  test("is the same", () => expectSame(documents, {}, questions));
  test("is the same where the user said more", () => expectSame(documents, { engine: ENGINES.cilium, podCidrs: [cidr("10.0.0.0/8")] }, questions));

  test("each destination, each watched check and each slice is one object", () => {
    expect([...objectsOf(contextFrom(cluster(...documents)), "here").keys()].filter((key) => /Catalog|Watch|Slice|Lookup|Cluster/.test(key))).toEqual([
      "discovery.k8s.io/EndpointSlice/a/web-1", "discovery.k8s.io/EndpointSlice/a/web-2", "whydrop.dev/DestinationCatalog//api.stripe.com", "whydrop.dev/DestinationCatalog//x.example",
      "whydrop.dev/WatchList//pay", "whydrop.dev/Cluster//prod", "whydrop.dev/Lookup//b.example",
    ]);
  });
});

test("what was looked up is judged with the addresses of then; told again, in another order and later, it is the same object", () => {
  const lookup = (at: string, ...texts: readonly string[]): ReadonlyMap<string, LookedUp> => new Map([["api.stripe.com", { kind: "resolved", addresses: texts.flatMap((text) => parseAddress(text) ?? []), at, by: ["10.0.0.2"] }]]);
  const context = contextFrom(cluster(pod("a/web"), policy("a/closed", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]")));
  const verdict = (one: Context): string => asking(one, "a/web", "api.stripe.com:443").folded.verdict;
  const [first, turned, moved] = [lookup("2026-04-16T02:13:40Z", "203.0.113.4", "203.0.113.5"), lookup("2026-04-16T02:14:40Z", "203.0.113.5", "203.0.113.4"), lookup("2026-04-16T02:15:40Z", "198.51.100.1")].map((one) => withLookups(context, one)) as [Context, Context, Context];
  expect([verdict(rebuilt(first)), verdict(rebuilt(moved))]).toEqual(["allow", "deny"]);
  expect(objectsOf(turned, "here")).toEqual(objectsOf(first, "here"));
});

test("what could not be read stays unknown", () => {
  const context = contextFrom(cluster(pod("a/web"), "kind: NetworkPolicy\n  a: ["));
  expect(asking(rebuilt(context), "a/web", "203.0.113.4:443").folded.verdict).toBe("unknown");
});

test("twins that both count are two objects, and stay two", () => {
  const rejected = policy("a/p", "podSelector: {}, policyTypes: [egress]");
  const context = contextFrom(cluster(pod("a/web"), policy("a/p", "podSelector: {}"), rejected));
  const objects = objectsOf(context, "here");
  expect([...objects.keys()].filter((key) => key.includes("NetworkPolicy"))).toEqual(["networking.k8s.io/NetworkPolicy/a/p", "networking.k8s.io/NetworkPolicy/a/p~2"]);
  expect(rebuilt(context).snapshot.policyFacts.map(({ reading }) => reading.kind)).toEqual(["accepted", "rejected"]);
});

test("a neighbouring state reads anew only what changed", () => {
  const objects = objectsOf(contextFrom(cluster(pod("a/web"), pod("a/api"))), "here");
  const first = contextOfObjects(objects).snapshot.facts;
  const next = contextOfObjects(new Map([...objects].filter(([key]) => key !== "/Pod/a/api"))).snapshot.facts;
  expect(next.every((fact) => first.includes(fact))).toBe(true);
  expect(next).toHaveLength(first.length - 1);
});
