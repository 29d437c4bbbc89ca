import { describe, test } from "vitest";
import { ENGINES } from "#lib/policy/engines.ts";
import { namespace, node, pod, policy } from "../fixture.ts";
import { type Trap, trapIn } from "./fixture.ts";

/** The traps of the Admin and Baseline tiers (semantics §7.5). */
const WORLD = [
  namespace("a", "team: a"),
  namespace("b", "team: b"),
  pod("a/web", { labels: "app: web", ip: "10.244.0.2", node: "n2", ports: "{name: http, containerPort: 8080}" }),
  pod("a/host", { labels: "app: host", ip: "192.168.0.2", node: "n2", hostNetwork: true }),
  pod("b/client", { labels: "app: client", ip: "10.244.1.1", node: "n1" }),
  node("n1", "192.168.0.1"),
  node("n2", "192.168.0.2"),
];
const INTERNET = "ip:203.0.113.4";
const CALICO = { engine: ENGINES.calico };

const object = (version: string, kind: string, name: string, spec: string): string => `{apiVersion: policy.networking.k8s.io/${version}, kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;
const cnp = (tier: "Admin" | "Baseline", priority: number, spec: string, name = "p"): string => object("v1alpha2", "ClusterNetworkPolicy", name, `tier: ${tier}, priority: ${priority}, ${spec}`);
const anp = (priority: number, spec: string): string => object("v1alpha1", "AdminNetworkPolicy", "p", `priority: ${priority}, ${spec}`);
const banp = (spec: string, name = "default"): string => object("v1alpha1", "BaselineAdminNetworkPolicy", name, spec);
const crd = (plural: string, channel: string): string =>
  `{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: ${plural}.policy.networking.k8s.io, annotations: {policy.networking.k8s.io/channel: ${channel}}}}`;

const IN = (team: string): string => `namespaces: {matchLabels: {team: ${team}}}`;
const ALL = "namespaces: {}";
const from = (action: string, peer: string, more = ""): string => `ingress: [{action: ${action}, from: [{${peer}}]${more}}]`;
const to = (action: string, peer: string, more = ""): string => `egress: [{action: ${action}, to: [{${peer}}]${more}}]`;
const about = (team: string, rules: string): string => `subject: {${IN(team)}}, ${rules}`;

const ALLOW_B = policy("a/np", "podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: b}}}]}]");
const ALLOW_NOBODY = policy("a/np", "podSelector: {}, policyTypes: [Ingress]");
const ONLY_EGRESS = policy("a/np", "podSelector: {}, policyTypes: [Egress]");

const check = trapIn(WORLD);
const TO_WEB = { from: "b/client", to: "a/web:80" } as const;
const TO_INTERNET = { from: "b/client", to: `${INTERNET}:443` } as const;

describe("tiers in their order", () => {
  test.each<Trap>([
    { name: "69: an Admin Deny beats a NetworkPolicy that allows", given: [cnp("Admin", 1, about("a", from("Deny", IN("b")))), ALLOW_B], ...TO_WEB, verdict: "deny" },
    { name: "69: in v1alpha1 too", given: [anp(1, about("a", from("Deny", IN("b")))), ALLOW_B], ...TO_WEB, verdict: "deny" },
    { name: "an Admin Accept beats a NetworkPolicy that allows nobody", given: [cnp("Admin", 1, about("a", from("Accept", IN("b")))), ALLOW_NOBODY], ...TO_WEB, verdict: "allow" },
    {
      name: "70: an Admin Allow for ingress leaves the client's egress denied",
      given: [anp(1, about("a", from("Allow", IN("b")))), policy("b/np", "podSelector: {}, policyTypes: [Egress]")],
      ...TO_WEB,
      verdict: "deny",
    },
    { name: "71: an Admin Pass without a NetworkPolicy leaves it to the Baseline", given: [cnp("Admin", 1, about("a", from("Pass", ALL))), cnp("Baseline", 1, about("a", from("Deny", ALL)), "q")], ...TO_WEB, verdict: "deny" },
    { name: "71: in v1alpha1 too", given: [anp(1, about("a", from("Pass", ALL))), banp(about("a", from("Deny", ALL)))], ...TO_WEB, verdict: "deny" },
    { name: "a Pass skips later Admin rules", given: [cnp("Admin", 1, about("a", from("Pass", ALL))), cnp("Admin", 2, about("a", from("Deny", ALL)), "q")], ...TO_WEB, verdict: "allow" },
    { name: "a Pass before a Deny in one policy", given: [cnp("Admin", 1, about("a", `ingress: [{action: Pass, from: [{${IN("b")}}]}, {action: Deny, from: [{${ALL}}]}]`))], ...TO_WEB, verdict: "allow" },
    { name: "a Deny before a Pass in one policy", given: [cnp("Admin", 1, about("a", `ingress: [{action: Deny, from: [{${IN("b")}}]}, {action: Pass, from: [{${ALL}}]}]`))], ...TO_WEB, verdict: "deny" },
    { name: "the lower priority is asked first", given: [cnp("Admin", 9, about("a", from("Deny", ALL))), cnp("Admin", 2, about("a", from("Accept", ALL)), "q")], ...TO_WEB, verdict: "allow" },
    { name: "72: a NetworkPolicy that allows settles it before the Baseline", given: [cnp("Baseline", 1, about("a", from("Deny", ALL))), ALLOW_B], ...TO_WEB, verdict: "allow" },
    { name: "72: and one that does not, too", given: [cnp("Baseline", 1, about("a", from("Accept", ALL))), ALLOW_NOBODY], ...TO_WEB, verdict: "deny" },
    { name: "73: a NetworkPolicy for egress leaves ingress to the Baseline", given: [banp(about("a", from("Deny", ALL))), ONLY_EGRESS], ...TO_WEB, verdict: "deny" },
    { name: "a Pass in the Baseline is the default", given: [cnp("Baseline", 1, about("a", `ingress: [{action: Pass, from: [{${IN("b")}}]}, {action: Deny, from: [{${ALL}}]}]`))], ...TO_WEB, verdict: "allow" },
    { name: "78: rules that do not match change nothing", given: [cnp("Admin", 1, about("a", from("Accept", IN("a"))))], ...TO_WEB, verdict: "allow" },
    { name: "77: two policies of one priority that disagree", given: [cnp("Admin", 10, about("a", from("Accept", ALL))), cnp("Admin", 10, about("a", from("Deny", ALL)), "q")], ...TO_WEB, verdict: "unknown" },
    { name: "77: and agree", given: [cnp("Admin", 10, about("a", from("Deny", ALL))), cnp("Admin", 10, about("a", from("Deny", ALL)), "q")], ...TO_WEB, verdict: "deny" },
    { name: "77: under Calico the name that sorts first wins", given: [cnp("Admin", 10, about("a", from("Deny", ALL)), "q"), cnp("Admin", 10, about("a", from("Accept", ALL)), "p")], ...TO_WEB, settings: CALICO, verdict: "allow" },
  ])("$name", check);
});

describe("whom rules are about", () => {
  const hosts = cnp("Admin", 1, about("a", from("Deny", ALL)));
  test.each<Trap>([
    { name: "74: every namespace is not the internet", given: [anp(1, about("a", from("Deny", ALL)))], from: INTERNET, to: "a/web:80", verdict: "allow" },
    { name: "74: nor a node", given: [anp(1, about("a", from("Deny", ALL)))], from: "node:n1", to: "a/web:80", verdict: "allow" },
    { name: "75: networks are pods' addresses too", given: [cnp("Admin", 1, about("b", to("Deny", "networks: [0.0.0.0/0]")))], ...TO_WEB, verdict: "deny" },
    { name: "75: unless pods are passed before", given: [cnp("Admin", 1, about("b", `egress: [{action: Pass, to: [{${ALL}}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]`))], ...TO_WEB, verdict: "allow" },
    { name: "76: a rule without protocols is about each", given: [cnp("Admin", 1, about("b", to("Deny", "networks: [203.0.113.0/24]")))], from: "b/client", to: `${INTERNET}:9/sctp`, verdict: "deny" },
    { name: "79: host-networked pods are no subjects", given: [hosts], from: "b/client", to: "a/host:80", verdict: "allow" },
    { name: "79: nor peers", given: [cnp("Admin", 1, about("b", to("Deny", IN("a"))))], from: "b/client", to: "a/host:80", verdict: "allow" },
    { name: "nodes are the addresses of nodes", given: [cnp("Admin", 1, about("b", to("Deny", "nodes: {}")))], from: "b/client", to: "node:n2:22", verdict: "deny" },
    { name: "a named port is each pod's own", given: [cnp("Admin", 1, about("a", from("Deny", ALL, ", protocols: [{destinationNamedPort: http}]")))], from: "b/client", to: "a/web:8080", verdict: "deny" },
    { name: "and no other port", given: [cnp("Admin", 1, about("a", from("Deny", ALL, ", protocols: [{destinationNamedPort: http}]")))], ...TO_WEB, verdict: "allow" },
  ])("$name", check);
});

describe("what is rejected takes no part", () => {
  test.each<Trap>([
    { name: "80: Allow in v1alpha2", given: [cnp("Admin", 1, about("a", `ingress: [{action: Deny, from: [{${ALL}}]}, {action: Allow, from: [{${ALL}}]}]`))], ...TO_WEB, verdict: "allow" },
    { name: "80: Accept in v1alpha1", given: [anp(1, about("a", `ingress: [{action: Deny, from: [{${ALL}}]}, {action: Accept, from: [{${ALL}}]}]`))], ...TO_WEB, verdict: "allow" },
    { name: "81: tcp: {}", given: [cnp("Admin", 1, about("a", from("Deny", ALL, ", protocols: [{tcp: {}}]")))], ...TO_WEB, verdict: "allow" },
    { name: "81: a range of one port", given: [cnp("Admin", 1, about("a", from("Deny", ALL, ", protocols: [{tcp: {destinationPort: {range: {start: 80, end: 80}}}}]")))], ...TO_WEB, verdict: "allow" },
    { name: "81: a Baseline that is not named default", given: [banp(about("a", from("Deny", ALL)), "baseline")], ...TO_WEB, verdict: "allow" },
    { name: "84: absent ports are all", given: [anp(1, about("a", from("Deny", ALL)))], ...TO_WEB, verdict: "deny" },
    { name: "84: empty ports are rejected", given: [anp(1, about("a", from("Deny", ALL, ", ports: []")))], ...TO_WEB, verdict: "allow" },
  ])("$name", check);
});

describe("experimental fields", () => {
  const passNodes = cnp("Admin", 1, about("b", to("Pass", "nodes: {}")));
  test.each<Trap>([
    { name: "82: a Pass to nodes counts as installed", given: [passNodes], ...TO_INTERNET, verdict: "allow" },
    { name: "82: and denies all under the standard channel", given: [passNodes, crd("clusternetworkpolicies", "standard")], ...TO_INTERNET, verdict: "deny" },
    { name: "82: but not under the experimental one", given: [passNodes, crd("clusternetworkpolicies", "experimental")], ...TO_INTERNET, verdict: "allow" },
    { name: "82: nor where another kind's channel is standard", given: [passNodes, crd("adminnetworkpolicies", "standard")], ...TO_INTERNET, verdict: "allow" },
    { name: "an Accept of nodes matches nothing under the standard channel", given: [cnp("Admin", 1, about("b", `egress: [{action: Accept, to: [{nodes: {}}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]`)), crd("clusternetworkpolicies", "standard")], from: "b/client", to: "node:n2:22", verdict: "deny" },
    { name: "an unknown field: rejected, or denies all", given: [cnp("Admin", 1, about("b", to("Pass", "services: {}")))], ...TO_INTERNET, verdict: "unknown" },
    { name: "a selector that nobody can read denies all", given: [cnp("Admin", 1, about("b", to("Pass", "namespaces: {matchExpressions: [{key: a, operator: Gt, values: [\"1\"]}]}")))], ...TO_INTERNET, verdict: "deny" },
  ])("$name", check);
});

describe("domain names", () => {
  const only = (name: string): string => cnp("Admin", 1, about("b", `egress: [{action: Accept, to: [{domainNames: ["${name}"]}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]`));
  const denied = cnp("Admin", 1, about("b", to("Deny", "domainNames: [example.com]")));
  test.each<Trap>([
    { name: "83: a wildcard is one or more labels", given: [only("*.example.com")], from: "b/client", to: "dns:a.b.example.com:443", verdict: "allow" },
    { name: "83: and not the apex", given: [only("*.example.com")], from: "b/client", to: "dns:example.com:443", verdict: "deny" },
    { name: "under Deny nobody can tell", given: [denied], from: "b/client", to: "dns:example.com:443", verdict: "unknown" },
    { name: "but other names are not meant", given: [denied], from: "b/client", to: "dns:example.org:443", verdict: "allow" },
  ])("$name", check);
});

describe("engines", () => {
  const deny = anp(1, about("a", from("Deny", ALL)));
  const denyNow = cnp("Admin", 1, about("a", from("Deny", ALL)));
  test.each<Trap>([
    { name: "Cilium has no v1alpha1", given: [deny], ...TO_WEB, settings: { engine: ENGINES.cilium }, verdict: "allow" },
    { name: "whether it has v1alpha2 is not settled", given: [denyNow], ...TO_WEB, settings: { engine: ENGINES.cilium }, verdict: "unknown" },
    { name: "OVN-Kubernetes has v1alpha1", given: [deny], ...TO_WEB, settings: { engine: ENGINES["ovn-kubernetes"] }, verdict: "deny" },
    { name: "the VPC CNI has a group of its own", given: [denyNow], ...TO_WEB, settings: { engine: ENGINES["vpc-cni"] }, verdict: "allow" },
  ])("$name", check);
});
