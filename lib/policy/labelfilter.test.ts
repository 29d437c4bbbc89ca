import { describe, expect, test } from "vitest";
import { CILIUM_IDENTITY, type LabelFilter, identityLabels, leavesOut } from "./labelfilter.ts";

/** Semantics §3.5, the default of Cilium's `--labels`. */
describe("Cilium's identity", () => {
  test.each([
    { key: "io.kubernetes.container.name" },
    { key: "kubernetes.io/arch" },
    { key: "beta.kubernetes.io/os" },
    { key: "failure-domain.beta.kubernetes.io/zone" },
    { key: "xbeta.kubernetes.io" },
    { key: "k8s.io/cluster-service" },
    { key: "topology.kubernetes.io/zone" },
    { key: "statefulset.kubernetes.io/pod-name" },
    { key: "apps.kubernetes.io/pod-index" },
    { key: "batch.kubernetes.io/job-completion-index" },
    { key: "batch.kubernetes.io/controller-uid" },
    { key: "pod-template-generation" },
    { key: "pod-template-hash" },
    { key: "controller-revision-hash" },
    { key: "controller-uid" },
    { key: "annotation.example.com/x" },
    { key: "annotations" },
    { key: "etcd_node" },
  ])("leaves out $key", ({ key }) => expect(leavesOut(CILIUM_IDENTITY, key)).toBe(true));

  test.each([
    { key: "app" },
    { key: "k8s-app" },
    { key: "app.kubernetes.io/name" },
    { key: "app.kubernetes.io/part-of" },
    { key: "apps.kubernetes.io/other" },
    { key: "batch.kubernetes.io/job-name" },
    { key: "job-name" },
    { key: "node.kubernetes.io/instance-type" },
    { key: "my.kubernetes.io/x" },
    { key: "example.com/kubernetes.io" },
    { key: "example.com/pod-template-hash" },
    { key: "my-annotation" },
    { key: "Annotation" },
    { key: "" },
  ])("keeps `$key`", ({ key }) => expect(leavesOut(CILIUM_IDENTITY, key)).toBe(false));
});

describe("the longest prefix decides", () => {
  const filter: LabelFilter = { leavesOut: ["a", "a.b.c"], keeps: ["a.b"] };
  test.each([
    { name: "only the shorter one fits", key: "a.x", out: true },
    { name: "one that keeps is longer", key: "a.b.x", out: false },
    { name: "one that leaves out is longer still", key: "a.b.c.x", out: true },
    { name: "a prefix is itself", key: "a.b", out: false },
    { name: "none fits", key: "b", out: false },
  ])("$name", ({ key, out }) => expect(leavesOut(filter, key)).toBe(out));
});

describe("what is left of a pod's labels", () => {
  const labels = new Map([["app", "web"], ["pod-template-hash", "5d8"], ["app.kubernetes.io/name", "web"]]);
  test("without those that are left out", () => expect([...identityLabels(CILIUM_IDENTITY, labels).keys()]).toEqual(["app", "app.kubernetes.io/name"]));
  test("all of them where nothing is left out", () => expect(identityLabels({ leavesOut: [], keeps: [] }, labels)).toBe(labels));
  test("the same map where none is concerned", () => {
    const plain = new Map([["app", "web"]]);
    expect(identityLabels(CILIUM_IDENTITY, plain)).toBe(plain);
  });
});
