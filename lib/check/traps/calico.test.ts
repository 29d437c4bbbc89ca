import { describe, expect, test } from "vitest";
import { ENGINES } from "#lib/policy/engines.ts";
import { answerOf, cluster, namespace, node, pod, policy, service } from "../fixture.ts";
import { type Trap, trapIn } from "./fixture.ts";

const account = (id: string, labels: string): string => `{apiVersion: v1, kind: ServiceAccount, metadata: {name: ${id.split("/")[1] ?? ""}, namespace: ${id.split("/")[0] ?? ""}, labels: {${labels}}}}`;

/** The traps of Calico (semantics §7.7). The engine is told by the kinds, as in a folder of manifests. */
const WORLD = [
  namespace("a", "team: a"),
  namespace("b", "team: b"),
  pod("a/web", { labels: "app: web, role: front", ip: "10.244.0.2", node: "n2", ports: "{name: http, containerPort: 8080}" }),
  pod("a/db", { labels: "app: db, role: db", ip: "10.244.0.3", node: "n2" }),
  pod("b/client", { labels: "app: client", ip: "10.244.1.1", node: "n1", spec: "serviceAccountName: bot" }),
  account("b/bot", "trusted: \"yes\""),
  node("n1", "192.168.0.1"),
  node("n2", "192.168.0.2"),
  service("a/web", "type: ClusterIP, clusterIP: 10.96.0.5, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]"),
];
const INTERNET = "ip:203.0.113.4";

const object = (kind: string, metadata: string, spec: string, version = "projectcalico.org/v3"): string => `{apiVersion: ${version}, kind: ${kind}, metadata: {${metadata}}, spec: {${spec}}}`;
const gnp = (spec: string, name = "p"): string => object("GlobalNetworkPolicy", `name: ${name}`, spec);
const np = (spec: string, id = "a/p"): string => object("NetworkPolicy", `name: ${id.split("/")[1] ?? ""}, namespace: ${id.split("/")[0] ?? ""}`, spec);
const tier = (name: string, spec: string): string => object("Tier", `name: ${name}`, spec);
const WEB = "selector: app == 'web'";
const into = (rule: string, more = ""): string => gnp(`${WEB}, ${more}ingress: [{${rule}}]`);
const DENY_ALL = policy("a/deny", "podSelector: {}, policyTypes: [Ingress, Egress]");
const ALLOW_ALL = policy("a/allow", "podSelector: {}, ingress: [{}]");
const TO_WEB = { from: "b/client", to: "a/web:8080" };

const check = trapIn(WORLD);

describe("orders and tiers", () => {
  const SEC = tier("sec", "order: 100");
  const SEC_PASSING = tier("sec", "order: 100, defaultAction: Pass");
  const pass443 = gnp(`tier: sec, ${WEB}, ingress: [{action: Pass, protocol: TCP, destination: {ports: [443]}}]`, "sec.p");
  test.each<Trap>([
    { name: "108: an order below 1000 is asked before NetworkPolicies", given: [into("action: Allow", "order: 500, "), DENY_ALL], ...TO_WEB, verdict: "allow" },
    { name: "108: an order above 1000 after them, and they isolate at the tier's end", given: [into("action: Allow", "order: 1500, "), DENY_ALL], ...TO_WEB, verdict: "allow" },
    { name: "108: a deny above 1000 does not undo what they allow", given: [into("action: Deny", "order: 1500, "), ALLOW_ALL], ...TO_WEB, verdict: "allow" },
    { name: "108: a deny below 1000 does", given: [into("action: Deny", "order: 500, "), ALLOW_ALL], ...TO_WEB, verdict: "deny" },
    { name: "109: without an order a policy comes last", given: [into("action: Deny"), ALLOW_ALL], ...TO_WEB, verdict: "allow" },
    { name: "a policy of allow rules isolates whom it selects", given: [into("action: Allow, source: {selector: \"role == 'db'\"}")], ...TO_WEB, verdict: "deny" },
    { name: "110: the end of a tier denies whom a policy of it selects", given: [SEC, pass443], ...TO_WEB, verdict: "deny" },
    { name: "110: what it passes goes on", given: [SEC, pass443], from: "b/client", to: "a/web:443", verdict: "allow" },
    { name: "110: with defaultAction Pass it goes on all the same", given: [SEC_PASSING, pass443], ...TO_WEB, verdict: "allow" },
    { name: "110: and the default tier then isolates", given: [SEC_PASSING, pass443, DENY_ALL], ...TO_WEB, verdict: "deny" },
    { name: "a tier that no object tells leaves it open", given: [pass443], ...TO_WEB, verdict: "unknown" },
    { name: "an allow in an earlier tier skips all later ones", given: [SEC, gnp(`tier: sec, ${WEB}, ingress: [{action: Allow}]`, "sec.p"), DENY_ALL], ...TO_WEB, verdict: "allow" },
    { name: "a tier without order comes after the baseline", given: [tier("sec", ""), gnp(`tier: sec, ${WEB}, ingress: [{action: Deny}]`, "sec.p"), ALLOW_ALL], ...TO_WEB, verdict: "allow" },
    { name: "111: a Pass in the default tier skips NetworkPolicies", given: [into("action: Pass", "order: 10, "), DENY_ALL], ...TO_WEB, verdict: "allow" },
    { name: "111: and leaves it to the baseline", given: [into("action: Pass", "order: 10, "), gnp(`tier: kube-baseline, ${WEB}, ingress: [{action: Deny}]`, "kube-baseline.q")], ...TO_WEB, verdict: "deny" },
    { name: "112: a tier whose policies are for ingress is ignored for egress", given: [SEC, gnp("tier: sec, types: [Ingress]", "sec.p")], from: "b/client", to: `${INTERNET}:443`, verdict: "allow" },
    { name: "a policy that only logs isolates", given: [into("action: Log")], ...TO_WEB, verdict: "deny" },
    { name: "a Log rule goes on to the next", given: [gnp(`${WEB}, ingress: [{action: Log}, {action: Allow}]`)], ...TO_WEB, verdict: "allow" },
    { name: "the first rule that matches decides", given: [gnp(`${WEB}, ingress: [{action: Deny, source: {selector: "app == 'client'"}}, {action: Allow}]`)], ...TO_WEB, verdict: "deny" },
    { name: "of equal orders the name that sorts first", given: [gnp(`${WEB}, order: 5, ingress: [{action: Deny}]`, "a"), gnp(`${WEB}, order: 5, ingress: [{action: Allow}]`, "b")], ...TO_WEB, verdict: "deny" },
  ])("$name", check);
});

describe("drafts, doubles and what is rejected", () => {
  const staged = object("StagedGlobalNetworkPolicy", "name: p", `${WEB}, ingress: [{action: Deny}]`);
  const stored = object("GlobalNetworkPolicy", "name: default.p", `${WEB}, types: [Ingress], ingress: [{action: Deny}]`, "crd.projectcalico.org/v1");
  test.each<Trap>([
    { name: "113: a staged Deny denies nobody", given: [staged], ...TO_WEB, verdict: "allow" },
    { name: "121: of one policy in two groups the served one counts", given: [stored, into("action: Allow")], ...TO_WEB, verdict: "allow" },
    { name: "121: in either order", given: [into("action: Allow"), stored], ...TO_WEB, verdict: "allow" },
    { name: "121: the stored one alone counts", given: [stored], ...TO_WEB, verdict: "deny" },
    { name: "119: a number without protocol rejects the policy", given: [into("action: Deny, destination: {ports: [8080]}")], ...TO_WEB, verdict: "allow" },
    { name: "119: a range includes both its ends", given: [into("action: Deny, protocol: TCP, destination: {ports: [\"8080:8090\"]}")], from: "b/client", to: "a/web:8090", verdict: "deny" },
    { name: "119: a policy that only denies isolates the rest too", given: [into("action: Deny, protocol: TCP, destination: {ports: [\"8080:8090\"]}")], from: "b/client", to: "a/web:8091", verdict: "deny" },
    { name: "119: and beside an allow it does not", given: [gnp(`${WEB}, ingress: [{action: Deny, protocol: TCP, destination: {ports: ["8080:8090"]}}, {action: Allow}]`)], from: "b/client", to: "a/web:8091", verdict: "allow" },
    { name: "120: a selector of two lines rejects the policy", given: ["apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: p}\nspec:\n  selector: |\n    app == 'web'\n  ingress:\n  - action: Deny"], ...TO_WEB, verdict: "allow" },
    { name: "another engine does not enforce it", given: [into("action: Deny")], ...TO_WEB, settings: { engine: ENGINES.cilium }, verdict: "allow" },
  ])("$name", check);

  test("120: what is rejected stays known by name", () => {
    const { rejected } = answerOf(cluster(...WORLD, into("action: Deny, protocol: tcp")), TO_WEB.from, TO_WEB.to).context.snapshot.standings;
    expect(rejected).toMatchObject([{ ref: { kind: "GlobalNetworkPolicy", namespace: "", name: "p" } }]);
  });
});

describe("whom rules and policies select", () => {
  const set = (kind: string, metadata: string, nets: string): string => object(kind, `${metadata}, labels: {role: partner}`, `nets: [${nets}]`);
  const PARTNER = "source: {selector: \"role == 'partner'\"}";
  const global = set("GlobalNetworkSet", "name: s", "203.0.113.0/24");
  const own = set("NetworkSet", "name: s, namespace: a", "203.0.113.0/24");
  const foreign = set("NetworkSet", "name: s, namespace: b", "203.0.113.0/24");
  const OUT = { from: INTERNET, to: "a/web:8080" };
  const NOT_CLIENT = "action: Allow, source: {selector: all(), notSelector: \"app == 'client'\"}";
  const dns = pod("a/dns", { labels: "app: web", ip: "10.244.0.4", ports: "{name: dns, containerPort: 53, protocol: UDP}" });
  const TO_DNS = { from: "b/client", to: "a/dns:53/udp" };
  test.each<Trap>([
    { name: "114: all() is every known endpoint, not the internet", given: [into("action: Allow, source: {selector: all()}")], ...OUT, verdict: "deny" },
    { name: "114: it is every pod", given: [into("action: Allow, source: {selector: all()}")], ...TO_WEB, verdict: "allow" },
    { name: "114: an empty source is everybody", given: [into("action: Allow, source: {}")], ...OUT, verdict: "allow" },
    { name: "115: notSelector leaves the internet in", given: [into("action: Allow, source: {notSelector: \"role == 'db'\"}")], ...OUT, verdict: "allow" },
    { name: "115: and leaves out whom it names", given: [into("action: Allow, source: {notSelector: \"role == 'db'\"}")], from: "a/db", to: "a/web:8080", verdict: "deny" },
    { name: "notSelector beside a selector leaves out the pods that it names", given: [into(NOT_CLIENT)], ...TO_WEB, verdict: "deny" },
    { name: "but not the addresses of a set that it does not name", given: [set("GlobalNetworkSet", "name: s", "10.244.1.1"), into(NOT_CLIENT)], ...TO_WEB, verdict: "allow" },
    { name: "notNets leave out no other address", given: [into("action: Allow, source: {notNets: [192.0.2.0/24]}")], ...OUT, verdict: "allow" },
    { name: "notNets of IPv6 make a rule one of IPv6", given: [into("action: Allow, source: {notNets: [\"2001:db8::/32\"]}")], ...OUT, verdict: "deny" },
    { name: "115: a namespaced policy confines it to the namespace", given: [np(`${WEB}, ingress: [{action: Allow, source: {notSelector: "role == 'db'"}}]`)], ...OUT, verdict: "deny" },
    { name: "116: a pod without the label satisfies !=", given: [gnp("selector: role != 'db', ingress: [{action: Deny}]")], from: INTERNET, to: "b/client:80", verdict: "deny" },
    { name: "116: a pod with the value does not", given: [gnp("selector: role != 'db', ingress: [{action: Deny}]")], from: INTERNET, to: "a/db:80", verdict: "allow" },
    { name: "117: nets of a namespaced policy are any namespace's addresses", given: [np(`${WEB}, ingress: [{action: Allow, source: {nets: [10.244.1.0/24]}}]`)], ...TO_WEB, verdict: "allow" },
    { name: "117: beside a selector they are the own namespace's", given: [np(`${WEB}, ingress: [{action: Allow, source: {nets: [10.244.1.0/24], selector: all()}}]`)], ...TO_WEB, verdict: "deny" },
    { name: "117: a namespaceSelector opens the others", given: [np(`${WEB}, ingress: [{action: Allow, source: {namespaceSelector: "team == 'b'"}}]`)], ...TO_WEB, verdict: "allow" },
    { name: "117: a destination in nets", given: [np("egress: [{action: Allow, destination: {nets: [10.244.0.0/24]}}]", "b/p")], ...TO_WEB, verdict: "allow" },
    { name: "118: egress rules alone limit no ingress", given: [np(`${WEB}, egress: [{action: Deny}]`)], ...TO_WEB, verdict: "allow" },
    { name: "118: a stored policy without types limits both", given: [object("NetworkPolicy", "name: p, namespace: a", `${WEB}, egress: [{action: Deny}]`, "crd.projectcalico.org/v1")], ...TO_WEB, verdict: "deny" },
    { name: "a selector matches a global set in a global policy", given: [global, into(`action: Allow, ${PARTNER}`)], ...OUT, verdict: "allow" },
    { name: "and not in a namespaced one", given: [global, np(`${WEB}, ingress: [{action: Allow, ${PARTNER}}]`)], ...OUT, verdict: "deny" },
    { name: "unless it says global()", given: [global, np(`${WEB}, ingress: [{action: Allow, source: {namespaceSelector: global(), selector: "role == 'partner'"}}]`)], ...OUT, verdict: "allow" },
    { name: "a set of the own namespace", given: [own, np(`${WEB}, ingress: [{action: Allow, ${PARTNER}}]`)], ...OUT, verdict: "allow" },
    { name: "a set of another namespace", given: [foreign, np(`${WEB}, ingress: [{action: Allow, ${PARTNER}}]`)], ...OUT, verdict: "deny" },
    { name: "a set of a namespace by its labels", given: [foreign, into("action: Allow, source: {selector: \"role == 'partner' && pcns.team == 'b'\"}")], ...OUT, verdict: "allow" },
    { name: "a pod whose address is in a set", given: [set("GlobalNetworkSet", "name: s", "10.244.1.1"), into(`action: Allow, ${PARTNER}`)], ...TO_WEB, verdict: "allow" },
    { name: "a service account by name", given: [into("action: Allow, source: {serviceAccounts: {names: [bot]}}")], ...TO_WEB, verdict: "allow" },
    { name: "a service account by label", given: [into("action: Allow, source: {serviceAccounts: {selector: \"trusted == 'yes'\"}}")], ...TO_WEB, verdict: "allow" },
    { name: "another service account", given: [into("action: Allow, source: {serviceAccounts: {names: [other]}}")], ...TO_WEB, verdict: "deny" },
    { name: "a policy by service account", given: [gnp("serviceAccountSelector: has(trusted), ingress: [{action: Deny}]")], from: INTERNET, to: "b/client:80", verdict: "deny" },
    { name: "a policy by namespace", given: [gnp("namespaceSelector: \"projectcalico.org/name == 'b'\", ingress: [{action: Deny}]")], from: INTERNET, to: "b/client:80", verdict: "deny" },
    { name: "and not the other", given: [gnp("namespaceSelector: \"projectcalico.org/name == 'b'\", ingress: [{action: Deny}]")], ...OUT, verdict: "allow" },
    { name: "services are their backends with their ports", given: [gnp("selector: app == 'client', egress: [{action: Allow, destination: {services: {name: web, namespace: a}}}]")], ...TO_WEB, verdict: "allow" },
    { name: "and no other port of theirs", given: [gnp("selector: app == 'client', egress: [{action: Allow, destination: {services: {name: web, namespace: a}}}]")], from: "b/client", to: "a/web:9090", verdict: "deny" },
    { name: "a named port", given: [into("action: Allow, destination: {ports: [http]}")], ...TO_WEB, verdict: "allow" },
    { name: "a named port without protocol is one of TCP", given: [dns, into("action: Allow, destination: {ports: [dns]}")], ...TO_DNS, verdict: "deny" },
    { name: "with a protocol it is one of that", given: [dns, into("action: Allow, protocol: UDP, destination: {ports: [dns]}")], ...TO_DNS, verdict: "allow" },
    { name: "a source port nobody tells", given: [into("action: Allow, protocol: TCP, source: {ports: [1024]}")], ...TO_WEB, verdict: "unknown" },
    { name: "the own end of a rule", given: [gnp("ingress: [{action: Deny, destination: {selector: \"app == 'web'\"}}, {action: Allow}]")], ...TO_WEB, verdict: "deny" },
    { name: "and the others", given: [gnp("ingress: [{action: Deny, destination: {selector: \"app == 'web'\"}}, {action: Allow}]")], from: "b/client", to: "a/db:80", verdict: "allow" },
  ])("$name", check);
});

describe("122: domain names", () => {
  const byName = gnp("selector: app == 'client', egress: [{action: Allow, destination: {domains: [\"*.example.com\"]}}]");
  const TO_NAME = { from: "b/client", to: "dns:api.example.com:443" };
  const edition = (spec: string): string => object("ClusterInformation", "name: default", spec);
  const ENTERPRISE = edition("calicoVersion: v3.28.1, cnxVersion: v3.19.1");
  const OPEN_SOURCE = edition("calicoVersion: v3.28.1");
  const deny = gnp("selector: app == 'client', types: [Egress]", "q");
  const dns = gnp("selector: app == 'client', egress: [{action: Allow, destination: {domains: [example.org]}}]");
  test.each<Trap>([
    { name: "leave it open where nobody tells the edition", given: [byName, deny], ...TO_NAME, verdict: "unknown" },
    { name: "and change nothing where the policy alone would isolate", given: [byName], ...TO_NAME, verdict: "allow" },
    { name: "are never a rule for everybody: not in Calico Enterprise", given: [ENTERPRISE, byName, deny], from: "b/client", to: "dns:api.example.net:443", verdict: "deny" },
    { name: "are never a rule for everybody: not in open source Calico", given: [OPEN_SOURCE, byName, deny], from: "b/client", to: `${INTERNET}:443`, verdict: "deny" },
    { name: "count in Calico Enterprise", given: [ENTERPRISE, byName], ...TO_NAME, verdict: "allow" },
    { name: "and no other name", given: [ENTERPRISE, dns], ...TO_NAME, verdict: "deny" },
    { name: "reject the policy in open source Calico", given: [OPEN_SOURCE, byName], ...TO_NAME, verdict: "allow" },
    { name: "of a set count in Calico Enterprise", given: [ENTERPRISE, object("GlobalNetworkSet", "name: s, labels: {role: partner}", "allowedEgressDomains: [api.example.com]"), gnp("selector: app == 'client', egress: [{action: Allow, destination: {selector: \"role == 'partner'\"}}]")], ...TO_NAME, verdict: "allow" },
  ])("$name", check);
});

describe("123: the own node", () => {
  test.each<Trap>([
    { name: "egress to it is policed", given: [gnp("types: [Egress]")], from: "b/client", to: "node:n1:443", verdict: "deny" },
    { name: "ingress from it is not", given: [gnp("types: [Ingress]")], from: "node:n1", to: "b/client:80", verdict: "allow" },
    { name: "ingress from another node is", given: [gnp("types: [Ingress]")], from: "node:n2", to: "b/client:80", verdict: "deny" },
  ])("$name", check);
});
