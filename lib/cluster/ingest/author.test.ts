import { expect, test } from "vitest";
import { sourceOf } from "#lib/source/fixture.ts";
import type { Changed } from "../facts.ts";
import { ingest } from "../ingest.ts";
import { prunedSource } from "../pruned.ts";

const written = (manager: string, time: string, more: object = {}): object => ({ manager, operation: "Update", time, fieldsV1: { "f:spec": { canary: {} } }, ...more });
const [ONE, TWO] = ["2026-04-16T02:08:51Z", "2026-04-16T02:09:00Z"];

function authorOf(metadata: object, kind = "Namespace", apiVersion = "v1"): Changed | undefined {
  const [fact] = ingest(sourceOf({ apiVersion, kind, metadata: { name: "x", ...metadata }, spec: { podSelector: {}, ports: [] } })).facts;
  return fact && "author" in fact ? fact.author : undefined;
}

test.each<{ readonly name: string; readonly metadata: object; readonly is: Changed | undefined }>([
  { name: "the last manager, and when it wrote", metadata: { managedFields: [written("kubectl-edit", ONE), written("argocd-controller", TWO)] }, is: { manager: "argocd-controller", at: TWO } },
  { name: "the last one by its time, whatever the order", metadata: { managedFields: [written("helm", TWO), written("kubectl", ONE)] }, is: { manager: "helm", at: TWO } },
  { name: "of one second the one that stands last", metadata: { managedFields: [written("a", ONE), written("b", ONE)] }, is: { manager: "b", at: ONE } },
  { name: "not whoever wrote the status", metadata: { managedFields: [written("kubectl", ONE), written("kubelet", TWO, { subresource: "status" })] }, is: { manager: "kubectl", at: ONE } },
  { name: "not the control plane's bookkeeping", metadata: { managedFields: [written("kubectl", ONE), written("kube-controller-manager", TWO)] }, is: { manager: "kubectl", at: ONE } },
  { name: "a manager without a readable time", metadata: { managedFields: [written("kubectl", "canary")] }, is: { manager: "kubectl" } },
  { name: "nobody", metadata: { managedFields: [{ canary: 1 }, 7], annotations: { note: "canary" } }, is: undefined },
  { name: "managed fields that are none", metadata: { managedFields: "canary" }, is: undefined },
  { name: "a name longer than any tool has", metadata: { managedFields: [written("x".repeat(254), ONE)] }, is: undefined },
  { name: "Argo CD by its tracking id", metadata: { annotations: { "argocd.argoproj.io/tracking-id": "shop:networking.k8s.io/NetworkPolicy:default/canary" } }, is: { keptBy: { tool: "Argo CD", name: "shop" } } },
  { name: "Argo CD by its own label", metadata: { labels: { "argocd.argoproj.io/instance": "shop" } }, is: { keptBy: { tool: "Argo CD", name: "shop" } } },
  { name: "Argo CD by the common label, where it writes the object", metadata: { labels: { "app.kubernetes.io/instance": "shop" }, managedFields: [written("argocd-controller", ONE)] }, is: { manager: "argocd-controller", at: ONE, keptBy: { tool: "Argo CD", name: "shop" } } },
  { name: "nobody by the common label alone", metadata: { labels: { "app.kubernetes.io/instance": "shop" } }, is: undefined },
  { name: "Flux's Kustomization", metadata: { labels: { "kustomize.toolkit.fluxcd.io/name": "apps" } }, is: { keptBy: { tool: "Flux", name: "apps" } } },
  { name: "Flux's HelmRelease", metadata: { labels: { "helm.toolkit.fluxcd.io/name": "web" }, annotations: { "meta.helm.sh/release-name": "web-1" } }, is: { keptBy: { tool: "Flux", name: "web" } } },
  { name: "Helm", metadata: { annotations: { "meta.helm.sh/release-name": "web-1", "meta.helm.sh/release-namespace": "canary" } }, is: { keptBy: { tool: "Helm", name: "web-1" } } },
])("$name", ({ metadata, is }) => {
  expect(authorOf(metadata)).toEqual(is);
});

test.each([["v1", "Service"], ["apps/v1", "Deployment"], ["networking.k8s.io/v1", "NetworkPolicy"], ["crd.antrea.io/v1beta1", "NetworkPolicy"]])("%s %s has an author", (apiVersion, kind) => {
  const [fact] = ingest(sourceOf({ apiVersion, kind, metadata: { name: "x", namespace: "a", managedFields: [written("helm", ONE)] }, spec: { podSelector: {}, template: {} } })).facts;
  expect(fact).toMatchObject({ author: { manager: "helm", at: ONE } });
});

test("a pod has none: a controller makes it", () => expect(authorOf({ managedFields: [written("kubelet", ONE)] }, "Pod")).toBeUndefined());

test("of the metadata nothing else is kept, also of a policy, which is pruned before it is read", () => {
  const whole = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "p", annotations: { canary: "canary", "meta.helm.sh/release-name": "web" }, managedFields: [written("helm", ONE)] }, spec: { podSelector: {} } };
  const { facts } = ingest(prunedSource(whole, "live"), whole);
  expect(facts).toMatchObject([{ kind: "policy", author: { manager: "helm", at: ONE, keptBy: { tool: "Helm", name: "web" } } }]);
  expect(JSON.stringify(facts)).not.toContain("canary");
});
