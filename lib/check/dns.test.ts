import { describe, expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import { answerOf, cluster, namespace, node, pod, policy } from "./fixture.ts";

const client = (spec = ""): string => pod("a/client", { labels: "app: client", ip: "10.244.0.1", node: "n1", spec });
const resolver = (targetPort: number | string = 53, protocols = ["UDP", "TCP"]): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: kube-dns, namespace: kube-system, labels: {k8s-app: kube-dns}}, spec: {clusterIP: 10.96.0.10, selector: {k8s-app: kube-dns}, ports: [${protocols.map((protocol) => `{name: ${protocol.toLowerCase()}, port: 53, protocol: ${protocol}, targetPort: ${targetPort}}`).join(", ")}]}}`;
const coredns = (name = "coredns", ip = "10.244.9.9"): string => pod(`kube-system/${name}`, { labels: `k8s-app: kube-dns, pod: ${name}`, ip, node: "n2", ports: "{name: dns, containerPort: 5353, protocol: UDP}, {name: dns-tcp, containerPort: 5353}" });
const KUBE_SYSTEM = namespace("kube-system");
const known = "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {resolved: [{host: api.example.com, addresses: [203.0.113.4]}]}}";
const egress = (...rules: readonly string[]): string => policy("a/p", `policyTypes: [Egress], egress: [${["{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}", ...rules].join(", ")}]`);
const port53 = (...ports: readonly string[]): string => `{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [${ports.join(", ")}]}`;
const UDP = "{port: 53, protocol: UDP}";
const TCP = "{port: 53}";
const all = [KUBE_SYSTEM, known, resolver(), coredns()];
const Default = "dnsPolicy: Default";
const none = (addresses: string): string => `dnsPolicy: None, dnsConfig: {nameservers: [${addresses}]}`;

describe("the lookup comes first", () => {
  test.each([
    { name: "UDP and TCP allowed", given: [client(), ...all, egress(port53(UDP, TCP))], says: "ALLOWED DNS_ALLOWED" },
    { name: "UDP blocked", given: [client(), ...all, egress()], says: "BLOCKED_DNS DNS_BLOCKED" },
    { name: "UDP blocked by the resolver's ingress", given: [client(), ...all, egress(port53(UDP, TCP)), policy("kube-system/in", "podSelector: {}")], says: "BLOCKED_DNS DNS_BLOCKED" },
    { name: "only TCP allowed", given: [client(), ...all, egress(port53(TCP))], says: "BLOCKED_DNS DNS_BLOCKED" },
    { name: "only UDP allowed", given: [client(), ...all, egress(port53(UDP))], says: "ALLOWED DNS_ALLOWED DNS_TCP_BLOCKED" },
    { name: "the resolver's pods are what counts, not its port", given: [client(), KUBE_SYSTEM, known, resolver(5353), coredns(), egress(port53(UDP, TCP))], says: "BLOCKED_DNS DNS_BLOCKED" },
    { name: "their port by its name", given: [client(), KUBE_SYSTEM, known, resolver("dns", ["UDP"]), coredns(), egress(port53("{port: 5353, protocol: UDP}"))], says: "ALLOWED DNS_ALLOWED" },
    { name: "some of the resolver's pods suffice", given: [client(), ...all, coredns("second", "10.244.9.8"), egress("{to: [{namespaceSelector: {}, podSelector: {matchLabels: {pod: second}}}]}")], says: "ALLOWED DNS_ALLOWED" },
    { name: "a rule for the resolver's Service address matches no pod", given: [client(), ...all, egress("{to: [{ipBlock: {cidr: 10.96.0.10/32}}]}")], says: "BLOCKED_DNS DNS_BLOCKED" },
    { name: "kube-system without an object has the label of its name", given: [client(), known, resolver(), coredns(), egress(port53(UDP, TCP))], says: "ALLOWED DNS_ALLOWED" },
    { name: "no resolver in the input", given: [client(), known, egress()], says: "ALLOWED DNS_SKIPPED" },
    { name: "a resolver without pods in the input", given: [client(), known, resolver(), egress()], says: "ALLOWED DNS_SKIPPED" },
    { name: "dnsPolicy Default asks the node's resolver", given: [client(Default), ...all, egress()], says: "ALLOWED DNS_SKIPPED" },
    { name: "a pod in its node's network asks the node's resolver", given: [pod("a/client", { hostNetwork: true, node: "n1" }), ...all, egress()], says: "OPEN DNS_SKIPPED" },
    { name: "with ClusterFirstWithHostNet the cluster's, and nothing limits it", given: [pod("a/client", { hostNetwork: true, node: "n1", spec: "dnsPolicy: ClusterFirstWithHostNet" }), ...all, egress()], says: "OPEN DNS_ALLOWED" },
    { name: "dnsPolicy None asks what dnsConfig names: blocked", given: [client(none("198.51.100.53")), ...all, egress(port53(UDP))], says: "BLOCKED_DNS DNS_BLOCKED" },
    { name: "dnsPolicy None asks what dnsConfig names: allowed", given: [client(none("203.0.113.53")), ...all, egress()], says: "ALLOWED DNS_ALLOWED" },
    { name: "one of its nameservers suffices", given: [client(none("198.51.100.53, 203.0.113.53")), ...all, egress()], says: "ALLOWED DNS_ALLOWED" },
    { name: "one of them surely suffices, whatever the other", given: [client(none("10.96.0.20, 203.0.113.53")), pod("a/far", { labels: "app: far" }), `{apiVersion: v1, kind: Service, metadata: {name: r, namespace: a}, spec: {clusterIP: 10.96.0.20, selector: {app: far}, ports: [{port: 53, protocol: UDP}, {name: t, port: 53}]}}`, KUBE_SYSTEM, known, egress("{to: [{ipBlock: {cidr: 10.244.0.0/16}}]}")], says: "ALLOWED DNS_ALLOWED" },
    { name: "dnsPolicy None may name the cluster's resolver", given: [client(none("10.96.0.10")), ...all, egress(port53(UDP, TCP))], says: "ALLOWED DNS_ALLOWED" },
    { name: "the node-local cache is on the pod's own node", given: [client(), ...all, egress(), pod("kube-system/cache", { labels: "k8s-app: node-local-dns", hostNetwork: true, node: "n1", hostIP: "192.168.0.1" })], says: "ALLOWED DNS_ALLOWED" },
  ])("$name", ({ given, says }) => {
    const answer = answerOf(cluster(namespace("a"), ...given), "a/client", "api.example.com:443");
    const steps = report(answer, null).steps.map(({ code }) => code).filter((code) => code.startsWith("DNS_"));
    expect([answer.code, ...steps].join(" ")).toBe(says);
  });

  test.each([
    { name: "for an address nothing is looked up", from: "a/client", to: "ip:203.0.113.4:443" },
    { name: "for a pod neither", from: "a/client", to: "a/pod/client:443" },
  ])("$name", ({ from, to }) => expect(answerOf(cluster(...all, client(), egress()), from, to).dns).toBeUndefined());

  test("who is no pod of the cluster looks up elsewhere", () => {
    expect(answerOf(cluster(...all, client()), "ip:198.51.100.1", "api.example.com:443").dns).toEqual({ kind: "skipped", why: "not-a-pod" });
    expect(answerOf(cluster(...all, node("n9", "192.168.0.9")), "node:n9", "api.example.com:443").dns).toEqual({ kind: "skipped", why: "not-a-pod" });
  });

  test("a resolver that perhaps is blocked leaves the verdict open", () => {
    const answer = answerOf(cluster(namespace("a"), client(), ...all, policy("a/p", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}], typo: 1"), policy("a/q", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]")), "a/client", "api.example.com:443");
    expect(answer.code).toBe("BLOCKED_DNS");
    const doubtful = answerOf(cluster(namespace("a"), client(), ...all, policy("a/p", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}], typo: 1")), "a/client", "api.example.com:443");
    expect([doubtful.code, doubtful.folded.gaps.map(({ kind }) => kind)]).toEqual(["UNKNOWN", ["dns"]]);
  });
});
