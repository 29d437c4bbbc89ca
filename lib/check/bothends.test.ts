import { describe, expect, test } from "vitest";
import { answerOf, cluster, namespace, node, pod } from "./fixture.ts";

/** Rules that name both ends, of a pod whose address nobody told: it is judged wherever it could be. */
describe("the own end of a rule", () => {
  const PODS = "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {engine: calico, podCIDRs: [10.244.0.0/16]}}";
  const client = pod("a/client", { labels: "app: client" });
  const gnp = (rules: string): string => `{apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: {name: p}, spec: {selector: "app == 'client'", ${rules}}}`;
  test.each([
    { name: "a part of the pods' addresses could decide", rules: "egress: [{action: Deny, source: {nets: [10.244.1.0/24]}}, {action: Allow}]", verdict: "unknown" },
    { name: "all of them decide", rules: "egress: [{action: Deny, source: {nets: [10.244.0.0/16]}}, {action: Allow}]", verdict: "deny" },
    { name: "none of them does", rules: "egress: [{action: Deny, source: {nets: [10.9.0.0/16]}}, {action: Allow}]", verdict: "allow" },
  ])("of the source: $name", ({ rules, verdict }) => {
    expect(answerOf(cluster(namespace("a"), PODS, client, gnp(rules)), "a/client", "ip:203.0.113.4:443").folded.verdict).toBe(verdict);
  });
  test.each([
    { name: "a part of the pods' addresses could decide", nets: "10.244.1.0/24", verdict: "unknown" },
    { name: "all of them decide", nets: "10.244.0.0/16", verdict: "deny" },
  ])("of the target: $name", ({ nets, verdict }) => {
    const rules = `ingress: [{action: Deny, destination: {nets: [${nets}]}}, {action: Allow}]`;
    expect(answerOf(cluster(namespace("a"), PODS, client, gnp(rules)), "ip:203.0.113.4", "a/client:443").folded.verdict).toBe(verdict);
  });
});

/** Asked by its name a node is who it is by its address. */
describe("a node that serves the Kubernetes API", () => {
  const slice = "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: k, namespace: default, labels: {kubernetes.io/service-name: kubernetes}}, addressType: IPv4, ports: [{port: 6443, name: https}], endpoints: [{addresses: [192.168.0.1]}]}";
  const toApi = "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: a}, spec: {endpointSelector: {}, egress: [{toEntities: [kube-apiserver]}]}}";
  const WORLD = [namespace("a"), pod("a/client", { ip: "10.244.0.1", node: "n2" }), node("n1", "192.168.0.1"), node("n2", "192.168.0.2"), toApi];
  test.each([
    { name: "by its name", given: [slice], to: "node:n1:6443", verdict: "allow" },
    { name: "by its address", given: [slice], to: "ip:192.168.0.1:6443", verdict: "allow" },
    { name: "in a block", given: [slice], to: "cidr:192.168.0.1/32:6443", verdict: "allow" },
    { name: "another one, by its name", given: [slice], to: "node:n2:6443", verdict: "deny" },
    { name: "where nobody tells who serves it", given: [], to: "node:n1:6443", verdict: "unknown" },
  ])("$name", ({ given, to, verdict }) => expect(answerOf(cluster(...WORLD, ...given), "a/client", to).folded.verdict).toBe(verdict));
});
