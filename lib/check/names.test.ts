import { describe, expect, test } from "vitest";
import { answerOf, cluster, namespace, pod, policy } from "./fixture.ts";

const CLIENT = pod("a/client", { labels: "app: client", ip: "10.244.0.1" });
const HOST = "api.example.com:443";
const egress = (...rules: readonly string[]): string => policy("a/p", `policyTypes: [Egress], egress: [${rules.join(", ")}]`);
const to = (cidr: string, except = ""): string => `{to: [{ipBlock: {cidr: "${cidr}"${except === "" ? "" : `, except: [${except}]`}}}]}`;
const catalogue = (entry: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: c}, spec: {destinations: [{host: api.example.com${entry}}]}}`;
const recorded = (addresses: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {resolved: [{host: api.example.com, addresses: [${addresses}], at: "2026-04-16T02:13:35Z"}]}}`;
const IPV6_POD = pod("b/six", { ip: "fd00::6" });

const judged = (given: readonly string[], host = HOST): string => {
  const { folded, resolved, dns } = answerOf(cluster(namespace("a"), CLIENT, ...given), "a/client", host);
  expect(dns).toEqual({ kind: "skipped", why: "no-resolver" });
  return [folded.verdict, ...(resolved?.addresses ?? []).map(({ address, source }) => `${source} ${address.text}`), ...folded.gaps.map(({ kind }) => kind)].join(", ");
};

describe("known addresses decide", () => {
  test.each([
    { name: "the catalogue's", given: [catalogue(", addresses: [203.0.113.4]"), egress(to("203.0.113.0/24"))], judged: "allow, catalogue 203.0.113.4" },
    { name: "those recorded with the cluster", given: [recorded("203.0.113.4"), egress(to("10.0.0.0/8"))], judged: "deny, recorded 203.0.113.4" },
    { name: "an address recorded and listed is named once", given: [recorded("203.0.113.4"), catalogue(", addresses: [203.0.113.4]"), egress(to("203.0.113.0/24"))], judged: "allow, recorded 203.0.113.4" },
    { name: "mixed ones are partial", given: [recorded("203.0.113.4, 198.51.100.4"), egress(to("203.0.113.0/24"))], judged: "partial, recorded 203.0.113.4, recorded 198.51.100.4" },
    { name: "they win over the catalogue's public", given: [catalogue(", addresses: [public]"), recorded("10.9.9.9"), egress(to("0.0.0.0/0", "10.0.0.0/8"))], judged: "deny, recorded 10.9.9.9" },
    { name: "the name is compared in lower case, without the final dot", given: [recorded("203.0.113.4"), egress(to("203.0.113.0/24"))], host: "API.Example.COM.:443", judged: "allow, recorded 203.0.113.4" },
  ])("$name", (row) => expect(judged(row.given, row.host)).toBe(row.judged));
});

describe("a name without addresses is some address outside", () => {
  test.each([
    { name: "no policy", given: [], judged: "allow" },
    { name: "no rule", given: [egress()], judged: "deny" },
    { name: "a rule for pods does not match it", given: [egress("{to: [{namespaceSelector: {}}]}")], judged: "deny" },
    { name: "a rule for everyone allows it", given: [egress("{ports: [{port: 443}]}")], judged: "allow" },
    { name: "0.0.0.0/0 is every address", given: [egress(to("0.0.0.0/0"))], judged: "allow" },
    { name: "also in two halves", given: [egress(to("0.0.0.0/1"), to("128.0.0.0/1"))], judged: "allow" },
    { name: "a part of the address space could decide", given: [egress(to("203.0.113.0/24"))], judged: "unknown, addresses-of-name" },
    { name: "all but the private addresses is a part", given: [egress(to("0.0.0.0/0", "10.0.0.0/8"))], judged: "unknown, addresses-of-name" },
    { name: "a part on another port decides nothing", given: [egress("{to: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 80}]}")], judged: "deny" },
    { name: "with IPv6 in a pod's address 0.0.0.0/0 is a part", given: [IPV6_POD, egress(to("0.0.0.0/0"))], judged: "unknown, addresses-of-name" },
    { name: "with IPv6 in a policy too", given: [egress(to("0.0.0.0/0")), policy("b/q", "ingress: [{from: [{ipBlock: {cidr: \"2001:db8::/32\"}}]}]")], judged: "unknown, addresses-of-name" },
    { name: "with IPv6 inside another kind's rule too", given: [egress(to("0.0.0.0/0")), "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: q, namespace: b}, spec: {ingress: [{action: Allow, source: {nets: [\"2001:db8::/32\"], selector: all()}}]}}"], judged: "unknown, addresses-of-name" },
    { name: "with IPv6 in a set of addresses too", given: [egress(to("0.0.0.0/0")), "{apiVersion: projectcalico.org/v3, kind: GlobalNetworkSet, metadata: {name: s}, spec: {nets: [\"2001:db8::/32\"]}}"], judged: "unknown, addresses-of-name" },
    { name: "with IPv6 in the pods' blocks too", given: ["{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {podCIDRs: [\"fd00::/8\"]}}", egress(to("0.0.0.0/0"))], judged: "unknown, addresses-of-name" },
    { name: "both families are every address", given: [IPV6_POD, egress(to("0.0.0.0/0"), to("::/0"))], judged: "allow" },
    { name: "public ones: a rule for every address", given: [catalogue(", addresses: [public]"), egress(to("0.0.0.0/0", "10.0.0.0/8, 192.168.0.0/16, 172.16.0.0/12"))], judged: "allow" },
    { name: "public ones: a rule for private addresses", given: [catalogue(", addresses: [public]"), egress(to("10.0.0.0/8"))], judged: "deny" },
    { name: "public ones: a rule for some of them", given: [catalogue(", addresses: [public]"), egress(to("8.8.8.0/24"))], judged: "unknown, addresses-of-name" },
  ])("$name", (row) => expect(judged(row.given)).toBe(row.judged));
});

test("a host that is an address is that address", () => {
  const answer = answerOf(cluster(CLIENT, egress(to("203.0.113.0/24"))), "a/client", "dns:203.0.113.4:443");
  expect([answer.folded.verdict, answer.dns]).toEqual(["allow", undefined]);
});
