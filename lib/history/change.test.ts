import { describe, expect, test } from "vitest";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { difference } from "./difference.ts";
import { keyOf, parseKey } from "./key.ts";
import { changeJson } from "./revisionjson.ts";
import { tellingText } from "./same.ts";
import { yamlDiff } from "./yamldiff.ts";

const of = (kind: string, more: object, apiVersion = "v1"): Manifest => ({ apiVersion, kind, metadata: { name: "x", namespace: "a" }, ...more });
const deployment = (template: object, more: object = {}): Manifest => of("Deployment", { spec: { ...more, template } }, "apps/v1");
const labelled = (labels: object): object => ({ metadata: { name: "x", namespace: "a", labels } });

test.each([
  { name: "labels of a namespace", before: of("Namespace", labelled({ a: "1" })), after: of("Namespace", labelled({ a: "2", b: "3" })), is: "labels: labels" },
  { name: "labels of a pod", before: of("Pod", labelled({ a: "1" })), after: of("Pod", labelled({})), is: "labels: labels" },
  { name: "the address of a pod", before: of("Pod", { status: { podIP: "10.0.0.1" } }), after: of("Pod", { status: { podIP: "10.0.0.2" } }), is: "rollouts: address" },
  { name: "the labels of a template", before: deployment({ metadata: { labels: { a: "1" } } }), after: deployment({ metadata: { labels: { a: "2" } } }), is: "labels: pod labels" },
  { name: "an image", before: deployment({ spec: { containers: [{ image: "a:1" }] } }), after: deployment({ spec: { containers: [{ image: "a:2" }] } }), is: "rollouts: image" },
  { name: "replicas and an image", before: deployment({ spec: { containers: [{ image: "a:1" }] } }), after: deployment({ spec: { containers: [{ image: "a:2" }] } }, { replicas: 2 }), is: "rollouts: image · spec.replicas" },
  { name: "what a container calls", before: deployment({ spec: { containers: [{ env: [{ name: "A", value: "tcp://a:1" }] }] } }), after: deployment({ spec: { containers: [{ env: [{ name: "A", value: "tcp://b:1" }] }] } }), is: "rollouts: calls" },
  { name: "rules of a policy", before: of("NetworkPolicy", { spec: { egress: [] } }, "networking.k8s.io/v1"), after: of("NetworkPolicy", { spec: { egress: [{}], ingress: [] } }, "networking.k8s.io/v1"), is: "policies: spec.egress · spec.ingress" },
  { name: "labels of a policy", before: of("NetworkPolicy", labelled({}), "networking.k8s.io/v1"), after: of("NetworkPolicy", labelled({ a: "1" }), "networking.k8s.io/v1"), is: "policies: labels" },
  { name: "the selector of a Service", before: of("Service", { spec: { selector: { a: "1" } } }), after: of("Service", { spec: { selector: { a: "2" } } }), is: "services: spec.selector" },
  { name: "what could not be read", before: of("Cluster", { spec: {} }, "whydrop.dev/v1alpha1"), after: of("Cluster", { spec: { unreadable: [{}] } }, "whydrop.dev/v1alpha1"), is: "cluster: spec.unreadable" },
])("$name", ({ before, after, is }) => {
  const { lane, summary, action } = changeJson({ object: keyOf(before), before, after });
  expect([action, `${lane}: ${summary}`]).toEqual(["changed", is]);
});

test("more than four parts are counted", () => {
  const [before, after] = [of("Service", { spec: {} }), of("Service", { spec: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 } })];
  expect(changeJson({ object: keyOf(before), before, after }).summary).toBe("spec.a · spec.b · spec.c · spec.d · 2 more");
});

test.each([
  { key: "apps/Deployment/default/api-client", parts: { group: "apps", kind: "Deployment", namespace: "default", name: "api-client" } },
  { key: "/Node//worker-1", parts: { group: "", kind: "Node", namespace: "", name: "worker-1" } },
  { key: "whydrop.dev/DestinationCatalog//10.0.0.0/8", parts: { group: "whydrop.dev", kind: "DestinationCatalog", namespace: "", name: "10.0.0.0/8" } },
])("the key $key", ({ key, parts }) => expect(parseKey(key)).toEqual(parts));

describe("a difference as YAML", () => {
  test("has three lines around each place, and dots between two places", () => {
    const lines = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, n]));
    const diff = yamlDiff(of("ConfigMap", { data: { ...lines } }), of("ConfigMap", { data: { ...lines, k2: 20, k17: 20 } }));
    expect(diff.lines.map(({ mark, text }) => `${mark}${text.trim()}`)).toEqual([
      " data:", " k0: 0", " k1: 1", "-k2: 2", "+k2: 20", " k3: 3", " k4: 4", " k5: 5", " …", " k14: 14", " k15: 15", " k16: 16", "-k17: 17", "+k17: 20", " k18: 18", " k19: 19",
    ]);
    expect(diff.before).toContain("k2: 2\n");
  });

  test("of what was created is all of it, of what was deleted too", () => {
    expect(yamlDiff(undefined, of("Pod", {}))).toMatchObject({ before: null, lines: [{ mark: "+", text: "apiVersion: v1" }, { mark: "+", text: "kind: Pod" }, { mark: "+" }, { mark: "+" }, { mark: "+" }] });
    expect(yamlDiff(of("Pod", {}), undefined).lines.every(({ mark }) => mark === "-")).toBe(true);
  });
});

test("the difference of two states; the order of keys and why a kind cannot be read are none", () => {
  const cluster = (why: string): Manifest => of("Cluster", { spec: { unreadable: [{ group: "", kind: "Pod", why }] } });
  const before = new Map([["a", of("Pod", { spec: { a: 1, b: 2 } })], ["b", of("Pod", { spec: { x: 1 } })], ["c", cluster("ECONNREFUSED")], ["d", of("Pod", {})]]);
  const after = new Map([["a", of("Pod", { spec: { b: 2, a: 1 } })], ["b", of("Pod", { spec: { x: 2 } })], ["c", cluster("no answer")], ["e", of("Pod", {})]]);
  expect(difference(before, after).map(({ object, before: was, after: is }) => [object, was !== undefined, is !== undefined])).toEqual([["b", true, true], ["d", true, false], ["e", false, true]]);
  expect(tellingText(of("Pod", { spec: { why: "1" } }))).not.toBe(tellingText(of("Pod", { spec: { why: "2" } })));
});

test("a long list of which every entry is another is told as replaced, and its ends that stayed with it", () => {
  const list = (start: number): Manifest => of("NetworkPolicy", { spec: { a: 1, list: Array.from({ length: 1_000 }, (_, i) => `x${start + i}`), z: 1 } }, "networking.k8s.io/v1");
  const { lines } = yamlDiff(list(0), list(5_000));
  expect(lines.map(({ mark }) => mark).join("")).toBe(`   ${"-".repeat(1_000)}${"+".repeat(1_000)} `);
  expect([lines[0]?.text, lines[3]?.text, lines[1_003]?.text, lines.at(-1)?.text]).toEqual(["spec:", "  - x0", "  - x5000", "  z: 1"]);
  expect(yamlDiff(undefined, list(0)).lines.every(({ mark }) => mark === "+")).toBe(true);
});
