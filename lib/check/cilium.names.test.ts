import { describe, expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import { answerOf, cluster, namespace, node, pod, service } from "./fixture.ts";
import type { Verdict } from "./spread.ts";

/** Rules by name under Cilium (semantics §3.9): who is let through depends on which lookups its DNS proxy sees. */
const WORLD = [namespace("a"), namespace("kube-system"), node("n1", "192.168.0.1"), pod("a/client", { labels: "app: client", ip: "10.244.0.1", node: "n1" }), pod("a/web", { labels: "app: web", ip: "10.244.0.2", node: "n1" })];
const cnp = (...items: readonly string[]): string => `{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: a}, spec: {endpointSelector: {matchLabels: {app: client}}, egress: [${items.join(", ")}]}}`;
const NAME = (host: string): string => `{matchName: ${host}}`;
const PATTERN = (pattern: string): string => `{matchPattern: "${pattern}"}`;
const to = (name: string, ports = ""): string => `{toFQDNs: [${name}]${ports}}`;
const PORT = (port: string, rules = ""): string => `, toPorts: [{ports: [{port: "${port}", protocol: TCP}]${rules}}]`;
const lookups = (...names: readonly string[]): string => `{toEntities: [all], toPorts: [{ports: [{port: "53", protocol: ANY}], rules: {dns: [${names.join(", ")}]}}]}`;
const ALL = lookups(PATTERN("*"));
const RESOLVERS_ONLY = "{toEntities: [all], toPorts: [{ports: [{port: \"53\", protocol: ANY}]}]}";
const resolved = (...hosts: readonly (readonly [string, string])[]): string =>
  `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {engine: cilium, resolved: [${hosts.map(([host, address]) => `{host: ${host}, addresses: ["${address}"], at: "2026-04-16T02:13:35Z"}`).join(", ")}]}}`;
const API = resolved(["api.x.com", "203.0.113.4"]);

interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly to?: string;
  readonly verdict: Verdict;
  /** Its code, where it is not that of a default deny or an allow. */
  readonly code?: string;
  /** Words of a note. */
  readonly noted?: string;
}

const check = ({ given, to: target = "dns:api.x.com:443", verdict, code, noted }: Row): void => {
  const told = report(answerOf(cluster(...WORLD, ...given), "a/client", target), null);
  expect([told.verdict, told.code]).toEqual([verdict, code ?? { allow: "ALLOWED", deny: "BLOCKED_DEFAULT", partial: "PARTLY", unknown: "UNKNOWN" }[verdict]]);
  if (noted !== undefined) expect(told.notes.map(({ text }) => text).join("\n")).toContain(noted);
};

const BY_ADDRESS = "ip:203.0.113.4:443";

describe("a name needs its lookup to be seen", () => {
  test.each<Row>([
    { name: "with a rule for every name, by name", given: [API, cnp(to(NAME("api.x.com")), ALL)], verdict: "allow" },
    { name: "with a rule for every name, by address", given: [API, cnp(to(NAME("api.x.com")), ALL)], to: BY_ADDRESS, verdict: "allow", noted: "holds once the name was looked up" },
    { name: "with a rule for this name", given: [API, cnp(to(NAME("api.x.com")), lookups(NAME("api.x.com")))], verdict: "allow" },
    { name: "with a rule for a pattern that this name has", given: [API, cnp(to(NAME("api.x.com")), lookups(PATTERN("*.x.com")))], to: BY_ADDRESS, verdict: "allow" },
    { name: "without a rule for lookups, by name", given: [API, cnp(to(NAME("api.x.com")))], verdict: "deny", noted: "needs a rule for DNS queries" },
    { name: "without a rule for lookups, by address", given: [API, cnp(to(NAME("api.x.com")))], to: BY_ADDRESS, verdict: "deny", noted: "another pod on the same node can open it" },
    { name: "with a rule for the port alone", given: [API, cnp(to(NAME("api.x.com")), RESOLVERS_ONLY)], verdict: "deny" },
    { name: "with a rule for the port alone, by address", given: [API, cnp(to(NAME("api.x.com")), RESOLVERS_ONLY)], to: BY_ADDRESS, verdict: "deny" },
    { name: "with a rule for another name, by name", given: [API, cnp(to(NAME("api.x.com")), lookups(NAME("b.x.com")))], verdict: "deny" },
    { name: "with a rule for another name, by address", given: [API, cnp(to(NAME("api.x.com")), lookups(NAME("b.x.com")))], to: BY_ADDRESS, verdict: "deny" },
    { name: "with a rule for a pattern that this name has not", given: [API, cnp(to(NAME("api.x.com")), lookups(PATTERN("*.api.x.com")))], verdict: "deny" },
    { name: "with a rule in another policy", given: [API, cnp(to(NAME("api.x.com"))), cnp(ALL).replace("name: p", "name: q")], verdict: "allow" },
    { name: "with a rule in a policy for somebody else", given: [API, cnp(to(NAME("api.x.com"))), cnp(ALL).replace("name: p", "name: q").replace("app: client", "app: web")], verdict: "deny" },
    { name: "a name whose addresses are not known", given: [cnp(to(NAME("api.x.com")), ALL)], verdict: "allow" },
    { name: "and without a rule for lookups", given: [cnp(to(NAME("api.x.com")))], verdict: "deny" },
  ])("$name", check);
});

describe("which names", () => {
  const named = (name: string, pattern: string, host: string, verdict: Verdict): Row => ({ name, given: [cnp(to(PATTERN(pattern)), ALL)], to: `dns:${host}:443`, verdict });
  test.each<Row>([
    { name: "a name is that name", given: [cnp(to(NAME("x.com")), ALL)], to: "dns:x.com:443", verdict: "allow" },
    { name: "and no longer one", given: [cnp(to(NAME("x.com")), ALL)], to: "dns:api.x.com:443", verdict: "deny" },
    { name: "in any letters, with a final dot or without", given: [cnp(to(NAME("API.x.Com.")), ALL)], to: "dns:Api.X.com.:443", verdict: "allow" },
    named("a star is one label", "*.x.com", "api.x.com", "allow"),
    named("not none", "*.x.com", "x.com", "deny"),
    named("not two", "*.x.com", "a.b.x.com", "deny"),
    named("a dot is a dot", "*.x.com", "apixxxcom", "deny"),
    named("and the end is the end", "*.x.com", "api.x.com.evil.org", "deny"),
    named("two stars in front are several labels", "**.x.com", "a.b.x.com", "allow"),
    named("or one", "**.x.com", "a.x.com", "allow"),
    named("but not none", "**.x.com", "x.com", "deny"),
    named("a star inside a label may be nothing", "sub*.x.com", "sub.x.com", "allow"),
    named("or something", "sub*.x.com", "sub1.x.com", "allow"),
    named("but no dot", "sub*.x.com", "sub.1.x.com", "deny"),
    named("two stars in the middle are one label's", "api.**.com", "api.x.com", "allow"),
    named("and no more", "api.**.com", "api.x.y.com", "deny"),
    named("a star alone is every name", "*", "a.b.c.x.com", "allow"),
    named("so are two", "**", "a.b.c.x.com", "allow"),
    named("capital letters", "*.X.Com", "api.x.com", "allow"),
  ])("$name", check);
});

describe("which addresses", () => {
  const TWO = resolved(["api.x.com", "203.0.113.4"], ["b.x.com", "203.0.113.5"]);
  test.each<Row>([
    { name: "those of the name alone", given: [API, cnp(to(NAME("api.x.com")), ALL)], to: "ip:203.0.113.9:443", verdict: "deny" },
    { name: "where the name's are not known, perhaps any", given: [cnp(to(NAME("api.x.com")), ALL)], to: BY_ADDRESS, verdict: "unknown" },
    { name: "but not without a rule for its lookup", given: [cnp(to(NAME("api.x.com")))], to: BY_ADDRESS, verdict: "deny" },
    { name: "nor on another port", given: [cnp(to(NAME("api.x.com"), PORT("80")), ALL)], to: BY_ADDRESS, verdict: "deny" },
    { name: "those of every known name with the pattern", given: [TWO, cnp(to(PATTERN("*.x.com")), ALL)], to: "ip:203.0.113.5:443", verdict: "allow" },
    { name: "of others perhaps one", given: [TWO, cnp(to(PATTERN("*.x.com")), ALL)], to: "ip:203.0.113.9:443", verdict: "unknown" },
    { name: "the names that a pattern has and a lookup rule has not do not count", given: [TWO, cnp(to(PATTERN("*.x.com")), lookups(NAME("api.x.com")))], to: "ip:203.0.113.5:443", verdict: "deny" },
    { name: "an address of two names counts for both", given: [resolved(["api.x.com", "203.0.113.4"], ["cdn.y.org", "203.0.113.4"]), cnp(to(NAME("cdn.y.org")), ALL)], to: "dns:api.x.com:443", verdict: "allow" },
    { name: "not a pod's", given: [resolved(["api.x.com", "10.244.0.2"]), cnp(to(NAME("api.x.com")), ALL)], to: "a/web:443", verdict: "deny" },
    { name: "not a pod's by the name that leads to it", given: [resolved(["api.x.com", "10.244.0.2"]), cnp(to(NAME("api.x.com")), ALL)], verdict: "deny" },
    { name: "not a node's", given: [resolved(["api.x.com", "192.168.0.1"]), cnp(to(NAME("api.x.com")), ALL)], to: "node:n1:443", verdict: "deny" },
    { name: "not those of a Service in the cluster", given: [service("a/web", "clusterIP: 10.96.0.9, selector: {app: web}, ports: [{port: 443}]"), cnp(to(NAME("web.a.svc.cluster.local")), ALL)], to: "dns:web.a.svc.cluster.local:443", verdict: "deny" },
  ])("$name", check);
});

describe("beside other rules", () => {
  const denied = cnp(to(NAME("api.x.com")), ALL).replace("egress:", "egressDeny: [{toCIDR: [203.0.113.0/24]}], egress:");
  test.each<Row>([
    { name: "a port that the rule has", given: [API, cnp(to(NAME("api.x.com"), PORT("443")), ALL)], verdict: "allow" },
    { name: "a port that it has not", given: [API, cnp(to(NAME("api.x.com"), PORT("80")), ALL)], verdict: "deny" },
    { name: "a rule for what is sent leaves the connection open", given: [API, cnp(to(NAME("api.x.com"), PORT("443", ", rules: {http: [{method: GET}]}")), ALL)], verdict: "allow" },
    { name: "a block that is denied stays denied", given: [API, denied], verdict: "deny", code: "BLOCKED_RULE" },
    { name: "a block that is allowed needs no lookup", given: [API, cnp("{toCIDR: [203.0.113.0/24]}")], verdict: "allow" },
    { name: "a rule by name limits the rest", given: [API, cnp(to(NAME("api.x.com")), ALL)], to: "a/web:80", verdict: "deny" },
    { name: "a rule for lookups lets nothing else through", given: [API, cnp(ALL)], verdict: "deny" },
  ])("$name", check);
});

describe("where the resolver is known", () => {
  const DNS = cluster(
    service("kube-system/kube-dns", "clusterIP: 10.96.0.10, selector: {k8s-app: kube-dns}, ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]").replace("namespace: kube-system", "namespace: kube-system, labels: {k8s-app: kube-dns}"),
    pod("kube-system/dns", { labels: "k8s-app: kube-dns", ip: "10.244.9.9", node: "n1" }),
  );
  const toResolver = (rules: string): string => `{toEndpoints: [{matchLabels: {"k8s:io.kubernetes.pod.namespace": kube-system, k8s-app: kube-dns}}], toPorts: [{ports: [{port: "53", protocol: ANY}]${rules}}]}`;
  const seeing = (name: string): string => toResolver(`, rules: {dns: [${name}]}`);
  test.each<Row>([
    { name: "a lookup that is let through and seen", given: [API, DNS, cnp(to(NAME("api.x.com")), seeing(PATTERN("*")))], verdict: "allow" },
    { name: "one that is not let through", given: [API, DNS, cnp(to(NAME("api.x.com")))], verdict: "deny", code: "BLOCKED_DNS" },
    { name: "one that is let through and not seen", given: [API, DNS, cnp(to(NAME("api.x.com")), toResolver(""))], verdict: "deny" },
    { name: "one that the proxy refuses", given: [API, DNS, cnp(to(NAME("api.x.com")), seeing(NAME("b.x.com")))], verdict: "deny", code: "BLOCKED_DNS" },
    { name: "one that a second rule without names lets through is not refused", given: [API, DNS, cnp(to(NAME("api.x.com")), seeing(NAME("b.x.com")), toResolver(""))], verdict: "deny" },
    { name: "a rule by name about the resolver's own namespace", given: [API, DNS, cnp("{toCIDR: [203.0.113.0/24]}", seeing(PATTERN("*.x.com")))], verdict: "allow" },
  ])("$name", check);
});
