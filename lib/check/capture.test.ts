import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ingestText } from "#lib/cluster/documents/ingest.ts";
import { ingest } from "#lib/cluster/ingest.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { prunedSource } from "#lib/cluster/pruned.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { asJson, asYaml } from "#lib/cluster/write/text.ts";
import { report } from "#lib/describe/report.ts";
import { parseAddress } from "#lib/net/address.ts";
import { cidr } from "#lib/net/cidr.ts";
import { dialectFor } from "#lib/policy/dialects.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import { sourceOf } from "#lib/source/fixture.ts";
import { adminClusters, adminDocumentsOf, callsIn as adminCallsIn, idIn, targetIn } from "./admin.random.fixture.ts";
import * as calico from "./calico.random.fixture.ts";
import { capture } from "./capture.ts";
import * as cilium from "./cilium.random.fixture.ts";
import { type Context, type Settings, contextOf, withLookups } from "./context.ts";
import { asking, cluster, contextFrom, namespace, pod, policy } from "./fixture.ts";
import type { LookedUp } from "./lookedup.ts";
import { callsIn, clusters, documentsOf } from "./random.fixture.ts";

const WISH = { name: "here", at: "2026-04-16T02:13:40Z" };

/** The context that somebody has who reads the snapshot, without any flag. */
function readBack(context: Context, format: "yaml" | "json" = "yaml"): Context {
  const manifests = capture(context, WISH);
  const { facts, problems } = mergeTwins(ingestText(`f.${format}`, format, format === "yaml" ? asYaml(manifests) : asJson(manifests)));
  return contextOf(new Snapshot(facts, problems));
}

/** What is said, wherever it stands: by line numbers alone two texts differ. */
function told(context: Context, from: string, to: string): unknown {
  const { verdict, code, reason, symptom, missing, directions, steps, nearest, engine } = report(asking(context, from, to), null);
  return {
    verdict, code, reason, symptom, missing, directions, engine: engine.name,
    steps: steps.map((step) => [step.code, step.text, step.object, step.path]),
    nearest: nearest && { ...nearest, file: "", line: 0 },
  };
}

function expectSame(documents: readonly string[], settings: Settings, questions: readonly (readonly [from: string, to: string])[]): void {
  const context = contextFrom(cluster(...documents), settings);
  const again = readBack(context);
  for (const [from, to] of questions) expect(told(again, from, to)).toEqual(told(context, from, to));
}

const RUNS = { numRuns: 60 };

describe("a snapshot of a random cluster gives the same answers", () => {
  test("of NetworkPolicy, whatever engine was given", () => {
    const situations = clusters.chain((raw) => fc.tuple(fc.constant(raw), fc.array(callsIn(raw), { minLength: 10, maxLength: 10 }), fc.constantFrom(undefined, ...Object.values(ENGINES))));
    fc.assert(fc.property(situations, ([raw, calls, engine]) => {
      const id = (end: (typeof calls)[number]["from"]): string => ("namespace" in end ? `${end.namespace}/pod/p${raw.pods.indexOf(end)}` : `ip:${end.ip}`);
      const questions = calls.map(({ from, to, port, protocol }) => [id(from), `${"namespace" in to ? id(to) : `[${to.ip}]`}:${port}/${protocol}`] as const);
      expectSame(documentsOf(raw), engine ? { engine } : {}, questions);
    }), RUNS);
  });

  test("of Admin and Baseline policies", () => {
    const situations = adminClusters.chain((raw) => fc.tuple(fc.constant(raw), fc.array(adminCallsIn(raw), { minLength: 10, maxLength: 10 })));
    fc.assert(fc.property(situations, ([raw, calls]) => expectSame(adminDocumentsOf(raw), {}, calls.map((call) => [idIn(raw, call.from), targetIn(raw, call)]))), RUNS);
  });

  test("of Cilium's policies, whether or not the engine was given", () => {
    fc.assert(fc.property(cilium.situations, fc.boolean(), ([raw, calls], given) => {
      const id = (end: (typeof calls)[number]["from"]): string => ("namespace" in end ? `${end.namespace}/pod/p${raw.pods.indexOf(end)}` : `ip:${end.ip}`);
      expectSame(cilium.everyDocument(raw), given ? { engine: ENGINES.cilium } : {}, calls.map(({ from, to, port, protocol }) => [id(from), `${"namespace" in to ? id(to) : `[${to.ip}]`}:${port}/${protocol}`]));
    }), RUNS);
  });

  test("of Calico's policies, as they are served and as they are stored", () => {
    fc.assert(fc.property(calico.situations, fc.boolean(), fc.boolean(), ([raw, calls], given, stored) => {
      const documents = stored ? [...calico.plainDocumentsOf(raw), ...calico.calicoDocumentsOf(raw).map((document) => JSON.stringify(calico.storedForm(document)))] : calico.everyDocument(raw);
      const id = (end: (typeof calls)[number]["from"]): string => ("namespace" in end ? `${end.namespace}/pod/p${raw.pods.indexOf(end)}` : "node" in end ? `node:${end.node}` : `ip:${end.ip}`);
      const target = (end: (typeof calls)[number]["to"]): string => ("namespace" in end || "node" in end ? id(end) : `[${end.ip}]`);
      expectSame(documents, given ? { engine: ENGINES.calico } : {}, calls.map(({ from, to, port, protocol }) => [id(from), `${target(to)}:${port}/${protocol}`]));
    }), RUNS);
  });
});

/** As an API server gives it: with its history, and with what somebody applied. */
function served(document: string): unknown {
  const object = JSON.parse(document) as { readonly metadata: { readonly annotations?: object } };
  const { metadata } = object;
  const history = { uid: "u", resourceVersion: "7", generation: 2, creationTimestamp: "2026-01-01T00:00:00Z", managedFields: [{ manager: "kubectl", time: "2026-01-01T00:00:00Z", fieldsV1: {} }] };
  return { ...object, metadata: { ...metadata, ...history, annotations: { ...metadata.annotations, "kubectl.kubernetes.io/last-applied-configuration": document } }, status: { conditions: [{ type: "Valid", status: "True" }], ...("status" in object && (object.status as object)) } };
}

test("policies that were pruned when they were read give the same answers, and so does a snapshot of them", () => {
  fc.assert(fc.property(calico.situations, ([raw, calls]) => {
    const documents = [...calico.plainDocumentsOf(raw), ...calico.calicoDocumentsOf(raw).map((document) => JSON.stringify(calico.storedForm(document)))];
    const facts = documents.map(served).flatMap((object) => ingest(dialectFor((object as Kinded).apiVersion, (object as Kinded).kind) ? prunedSource(object, "live") : sourceOf(object)).facts);
    const live = contextOf(new Snapshot(mergeTwins({ facts, problems: [] }).facts, []));
    const id = (end: (typeof calls)[number]["from"]): string => ("namespace" in end ? `${end.namespace}/pod/p${raw.pods.indexOf(end)}` : "node" in end ? `node:${end.node}` : `ip:${end.ip}`);
    const [given, again] = [contextFrom(cluster(...documents)), readBack(live)];
    for (const { from, to, port, protocol } of calls) {
      const question = [id(from), `${"namespace" in to || "node" in to ? id(to) : `[${to.ip}]`}:${port}/${protocol}`] as const;
      expect([told(live, ...question), told(again, ...question)]).toEqual([told(given, ...question), told(given, ...question)]);
    }
    expect(asYaml(capture(live, WISH))).not.toContain("last-applied");
  }), RUNS);
});

interface Kinded {
  readonly apiVersion: string;
  readonly kind: string;
}

describe("what only questions by name, by Service and of templates bring up", () => {
  const documents = [
    namespace("a"), pod("a/web", { labels: "app: web", ip: "10.0.0.1", node: "n1", ports: "{name: http, containerPort: 80}, {containerPort: 81, hostPort: 8081}" }),
    pod("a/done", { phase: "Succeeded" }), pod("a/api-1", { owner: "kind: ReplicaSet, name: api-7d" }), pod("kube-system/dns", { labels: "k8s-app: kube-dns", ip: "10.0.0.9" }),
    "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: api-7d, namespace: a, ownerReferences: [{kind: Deployment, name: api, controller: true}]}, spec: {}}",
    "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: a}, spec: {replicas: 2, template: {metadata: {labels: {app: db}}, spec: {dnsPolicy: None, dnsConfig: {nameservers: [1.1.1.1]}}}}}",
    "{apiVersion: v1, kind: Service, metadata: {name: kube-dns, namespace: kube-system, labels: {k8s-app: kube-dns}}, spec: {clusterIP: 10.96.0.10, selector: {k8s-app: kube-dns}, ports: [{port: 53, protocol: UDP}, {port: 53}]}}",
    "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: a}, spec: {type: LoadBalancer, clusterIP: 10.96.0.11, selector: {app: web}, ports: [{name: http, port: 80, targetPort: http, nodePort: 30080}], externalTrafficPolicy: Local}, status: {loadBalancer: {ingress: [{ip: 192.0.2.7}]}}}",
    "{apiVersion: v1, kind: Service, metadata: {name: alias, namespace: a}, spec: {type: ExternalName, externalName: api.stripe.com}}",
    "{apiVersion: v1, kind: Service, metadata: {name: none, namespace: a}, spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80}]}}",
    "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: web-1, namespace: a, labels: {kubernetes.io/service-name: web}}, ports: [{name: http, port: 80}], endpoints: [{addresses: [10.0.0.1], nodeName: n1, targetRef: {kind: Pod, name: web}}, {addresses: [10.0.0.8], conditions: {ready: false}}]}",
    policy("a/closed", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}, {to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}, {port: http}]}]"),
    "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [{host: api.stripe.com, addresses: [203.0.113.4, 198.51.100.1]}, {host: x.example, addresses: [public]}]}}",
  ];
  const questions = ["a/web", "a/api", "a/deploy/api", "a/sts/db", "a/done", "a/gone", "node:n1"].flatMap((from) =>
    ["svc:a/web:http", "web.a:80", "none.a:80", "alias.a:443", "api.stripe.com:443", "x.example:443", "10.96.0.11:80", "192.0.2.7:80", "10.0.0.1:80", "a/web:80", "internet:443", "203.0.113.0/24:1", "nobody.a:1"].map((to) => [from, to] as const));

  test("is the same", () => expectSame(documents, {}, questions));
  test("is the same where the user said more", () => expectSame(documents, { engine: ENGINES.cilium, podCidrs: [cidr("10.0.0.0/16")] }, questions));
});

describe("the Cluster object", () => {
  const infoOf = (context: Context) => readBack(context).snapshot.cluster;
  const given = "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: prod}, spec: {summary: S, region: r, version: v1.30, engine: calico, podCIDRs: [10.0.0.0/8], capturedAt: '2020-01-01T00:00:00Z', unreadable: [{group: cilium.io, kind: CiliumNetworkPolicy, namespace: a, why: forbidden}], resolved: [{host: a.example, addresses: [203.0.113.4], at: '2020-01-01T00:00:01Z'}]}}";

  test("says again what it said, with the time at which that was true", () => {
    const context = contextFrom(cluster(given, pod("a/web")));
    expect(context.snapshot.cluster?.engine).toBe("calico");
    expect(infoOf(context)).toEqual(context.snapshot.cluster);
  });

  test("of an input that has none has the name and the time of the capture, and no engine that nobody told", () => {
    expect(infoOf(contextFrom(pod("a/web")))).toEqual({ kind: "cluster", name: "here", podCidrs: [], capturedAt: WISH.at, unreadable: [], resolved: [] });
  });

  test("says what flags said, which win", () => {
    expect(infoOf(contextFrom(given, { engine: ENGINES.cilium, podCidrs: [cidr("fd00::/8")] }))).toMatchObject({ engine: "cilium", podCidrs: [{ text: "fd00::/8" }] });
  });

  test("says what names were looked up to", () => {
    const address = parseAddress("198.51.100.1");
    const lookup = new Map<string, LookedUp>([
      ["b.example", { kind: "resolved", addresses: address ? [address] : [], at: WISH.at, by: ["10.0.0.2"] }],
      ["gone.example", { kind: "unresolved", why: "no-such-name", at: WISH.at, by: ["10.0.0.2"] }],
    ]);
    expect(infoOf(withLookups(contextFrom(given), lookup))?.resolved).toMatchObject([{ host: "a.example" }, { host: "b.example", addresses: [{ text: "198.51.100.1" }], at: WISH.at }]);
  });

  test.each(["weave", "kubernetes"])("names the engine %s as the input does, whether or not it is known", (engine) => {
    expect(infoOf(contextFrom(given.replace("calico", engine)))?.engine).toBe(engine);
  });

  test("of several: what none of them could read stays unknown, and the first says the rest", () => {
    const more = given.replace("name: prod", "name: more").replace("cilium.io", "projectcalico.org");
    const info = infoOf(contextFrom(cluster(given, more)));
    expect([info?.name, info?.unreadable.map(({ group }) => group)]).toEqual(["prod", ["cilium.io", "projectcalico.org"]]);
  });
});

describe("what could not be read makes the verdict unknown before and after", () => {
  test.each([
    { name: "a broken document that names a policy", document: "kind: NetworkPolicy\n  a: [" },
    { name: "a policy that is not judged", document: "{apiVersion: crd.antrea.io/v1beta1, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {priority: 5}}" },
    { name: "a kind that the Cluster object names", document: "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {unreadable: [{group: networking.k8s.io, kind: NetworkPolicy, why: forbidden}]}}" },
    { name: "a policy with an unknown field that matters", document: policy("a/p", "podSelector: {}, policyTypes: [Egress], egres: []") },
  ])("$name", ({ document }) => {
    const context = contextFrom(cluster(pod("a/web"), document));
    const again = readBack(context);
    const [before, after] = [context, again, readBack(again)].map((one) => asking(one, "a/web", "203.0.113.4:443")).map(({ folded, code }) => ({ verdict: folded.verdict, code }));
    expect([before, after]).toEqual([{ verdict: "unknown", code: "UNKNOWN" }, { verdict: "unknown", code: "UNKNOWN" }]);
  });

  test("and a snapshot of a snapshot is the same", () => {
    const context = readBack(contextFrom(cluster(pod("a/web"), "kind: NetworkPolicy\n  a: [")));
    expect(asYaml(capture(readBack(context), WISH))).toBe(asYaml(capture(context, WISH)));
    expect(asYaml(capture(readBack(context, "json"), WISH))).toBe(asYaml(capture(context, WISH)));
  });
});
