import { describe, expect, test } from "vitest";
import { ENGINES } from "#lib/policy/engines.ts";
import { cluster, namespace, node, pod, policy, service, verdictOf } from "./fixture.ts";
import type { Verdict } from "./spread.ts";

/** What the conformance suite of the network policy API probes, in the world that it probes it in: four houses and a forest of host-networked pods. */
interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
}

const HOUSES = { gryffindor: "harry-potter", slytherin: "draco-malfoy", hufflepuff: "cedric-diggory", ravenclaw: "luna-lovegood" } as const;
const PORTS = "{name: web, containerPort: 80}, {name: web, containerPort: 80, protocol: UDP}, {name: dns, containerPort: 53, protocol: UDP}";
const WORLD = [
  ...Object.entries(HOUSES).flatMap(([house, name], i) => [
    namespace(house, `house: ${house}`),
    ...[0, 1].map((at) => pod(`${house}/${name}-${at}`, { labels: `house: ${house}, statefulset.kubernetes.io/pod-name: ${name}-${at}`, ips: [`10.244.${i}.${at}`, `fd00::${i}:${at}`], node: `tower-${at}`, ports: PORTS })),
  ]),
  namespace("forest", "house: forest"),
  ...[0, 1].map((at) => pod(`forest/centaur-${at}`, { labels: "house: forest", ip: `192.168.0.${at + 1}`, hostIP: `192.168.0.${at + 1}`, node: `tower-${at}`, hostNetwork: true })),
  `{apiVersion: v1, kind: Node, metadata: {name: tower-0, labels: {kubernetes.io/os: linux}}, status: {addresses: [{type: InternalIP, address: 192.168.0.1}]}}`,
  `{apiVersion: v1, kind: Node, metadata: {name: tower-1, labels: {kubernetes.io/os: linux}}, status: {addresses: [{type: InternalIP, address: 192.168.0.2}, {type: Hostname, address: tower-1}]}}`,
  node("cellar", "192.168.0.3"),
];
const HARRY = "gryffindor/harry-potter-0";
const DRACO = "slytherin/draco-malfoy-0";
const CEDRIC = "hufflepuff/cedric-diggory-0";
const LUNA = "ravenclaw/luna-lovegood-0";

const cnp = (tier: "Admin" | "Baseline", priority: number, spec: string, name = "p"): string =>
  `{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: ${name}}, spec: {tier: ${tier}, priority: ${priority}, ${spec}}}`;
const old = (kind: "AdminNetworkPolicy" | "BaselineAdminNetworkPolicy", spec: string): string =>
  `{apiVersion: policy.networking.k8s.io/v1alpha1, kind: ${kind}, metadata: {name: default}, spec: {${kind === "AdminNetworkPolicy" ? "priority: 6, " : ""}${spec}}}`;
const of = (house: string): string => `namespaces: {matchLabels: {kubernetes.io/metadata.name: ${house}}}`;
const about = (house: string, ...rules: readonly string[]): string => `subject: {${of(house)}}, ${rules.join(", ")}`;
const rule = (action: string, side: "from" | "to", peer: string, more = ""): string => `{action: ${action}, ${side}: [{${peer}}]${more}}`;
const egress = (...rules: readonly string[]): string => `egress: [${rules.join(", ")}]`;
const ingress = (...rules: readonly string[]): string => `ingress: [${rules.join(", ")}]`;
const at = (...ports: readonly string[]): string => `, protocols: [${ports.map((port) => `{${port.replace(/ .*/, "")}: {destinationPort: {number: ${port.replace(/.* /, "")}}}}`).join(", ")}]`;
const range = (protocol: string, start: number, end: number): string => `, protocols: [{${protocol}: {destinationPort: {range: {start: ${start}, end: ${end}}}}}]`;
const oldAt = (protocol: string, port: number): string => `, ports: [{portNumber: {protocol: ${protocol}, port: ${port}}}]`;
const named = (name: string): string => `, protocols: [{destinationNamedPort: ${name}}]`;

const check = ({ given, from, to, verdict }: Row): void => expect(verdictOf(cluster(...WORLD, ...given), from, to, { engine: ENGINES.kubernetes })).toBe(verdict);

describe.each(["Admin", "Baseline"] as const)("rules in their order, in the %s tier", (tier) => {
  const both = (...rules: readonly (readonly [action: string, house: string, more?: string])[]): string =>
    cnp(tier, 15, about("gryffindor", egress(...rules.map(([action, house, more]) => rule(action, "to", of(house), more))), ingress(...rules.map(([action, house, more]) => rule(action, "from", of(house), more)))));
  const three = at("tcp 80", "udp 53", "sctp 9003");
  const houses = [
    both(["Accept", "ravenclaw"], ["Deny", "ravenclaw"], ["Pass", "ravenclaw"], ["Deny", "slytherin", three], ["Pass", "slytherin", three], ["Accept", "hufflepuff", at("tcp 8080", "udp 5353", "sctp 9003")], ["Deny", "hufflepuff"]),
  ];
  test.each<Row>([
    { name: "an Accept before a Deny: TCP out", given: houses, from: HARRY, to: `${LUNA}:80`, verdict: "allow" },
    { name: "an Accept before a Deny: UDP in", given: houses, from: LUNA, to: `${HARRY}:53/udp`, verdict: "allow" },
    { name: "an Accept before a Deny: SCTP out", given: houses, from: HARRY, to: `${LUNA}:9003/sctp`, verdict: "allow" },
    { name: "a Deny before an Accept", given: [both(["Deny", "ravenclaw"], ["Accept", "ravenclaw"])], from: HARRY, to: `${LUNA}:80`, verdict: "deny" },
    { name: "a Pass before a Deny", given: [both(["Pass", "ravenclaw"], ["Deny", "ravenclaw"])], from: LUNA, to: `${HARRY}:80`, verdict: "allow" },
    { name: "a Deny of a port before a Pass of it: TCP", given: houses, from: HARRY, to: `${DRACO}:80`, verdict: "deny" },
    { name: "a Deny of a port before a Pass of it: UDP", given: houses, from: DRACO, to: `${HARRY}:53/udp`, verdict: "deny" },
    { name: "a Deny of a port before a Pass of it: SCTP", given: houses, from: HARRY, to: `${DRACO}:9003/sctp`, verdict: "deny" },
    { name: "another port of it is nobody's", given: houses, from: HARRY, to: `${DRACO}:8080`, verdict: "allow" },
    { name: "the port of another protocol is nobody's", given: houses, from: HARRY, to: `${DRACO}:80/udp`, verdict: "allow" },
    { name: "an Accept of a port before a Deny of the rest: the port", given: houses, from: HARRY, to: `${CEDRIC}:8080`, verdict: "allow" },
    { name: "an Accept of a port before a Deny of the rest: the rest", given: houses, from: HARRY, to: `${CEDRIC}:80`, verdict: "deny" },
    { name: "an Accept of UDP before a Deny of the rest: UDP", given: houses, from: CEDRIC, to: `${HARRY}:5353/udp`, verdict: "allow" },
    { name: "an Accept of UDP before a Deny of the rest: another UDP port", given: houses, from: CEDRIC, to: `${HARRY}:53/udp`, verdict: "deny" },
    { name: "an Accept of SCTP before a Deny of the rest: another SCTP port", given: houses, from: CEDRIC, to: `${HARRY}:9005/sctp`, verdict: "deny" },
    { name: "whom no rule is about", given: houses, from: HARRY, to: "gryffindor/harry-potter-1:80", verdict: "allow" },
    { name: "whom the policy is not about", given: houses, from: DRACO, to: `${CEDRIC}:80`, verdict: "allow" },
    { name: "a policy with ingress alone leaves egress", given: [cnp(tier, 1, about("gryffindor", ingress(rule("Deny", "from", "namespaces: {}"))))], from: HARRY, to: `${DRACO}:80`, verdict: "allow" },
    { name: "a policy with egress alone leaves ingress", given: [cnp(tier, 1, about("gryffindor", egress(rule("Deny", "to", "namespaces: {}"))))], from: DRACO, to: `${HARRY}:80`, verdict: "allow" },
  ])("$name", check);
});

describe("v1alpha1", () => {
  const out = (kind: "AdminNetworkPolicy" | "BaselineAdminNetworkPolicy"): string =>
    old(kind, about("gryffindor", egress(rule("Deny", "to", of("slytherin"), oldAt("UDP", 53)), rule("Allow", "to", of("hufflepuff"), oldAt("SCTP", 9003)), rule("Deny", "to", of("hufflepuff")))));
  test.each<Row>((["AdminNetworkPolicy", "BaselineAdminNetworkPolicy"] as const).flatMap((kind) => [
    { name: `${kind}: a Deny of a UDP port`, given: [out(kind)], from: HARRY, to: `${DRACO}:53/udp`, verdict: "deny" },
    { name: `${kind}: is none of TCP`, given: [out(kind)], from: HARRY, to: `${DRACO}:53`, verdict: "allow" },
    { name: `${kind}: an Allow of an SCTP port before a Deny`, given: [out(kind)], from: HARRY, to: `${CEDRIC}:9003/sctp`, verdict: "allow" },
    { name: `${kind}: and the rest`, given: [out(kind)], from: HARRY, to: `${CEDRIC}:80`, verdict: "deny" },
    { name: `${kind}: a named port`, given: [old(kind, about("gryffindor", ingress(rule("Allow", "from", of("slytherin"), ", ports: [{namedPort: web}]"), rule("Deny", "from", of("slytherin")))))], from: DRACO, to: `${HARRY}:80`, verdict: "allow" },
    { name: `${kind}: no other port than the named one`, given: [old(kind, about("gryffindor", ingress(rule("Allow", "from", of("slytherin"), ", ports: [{namedPort: web}]"), rule("Deny", "from", of("slytherin")))))], from: DRACO, to: `${HARRY}:8080`, verdict: "deny" },
    { name: `${kind}: a range of one port`, given: [old(kind, about("gryffindor", ingress(rule("Deny", "from", of("slytherin"), ", ports: [{portRange: {start: 80, end: 80}}]"))))], from: DRACO, to: `${HARRY}:80`, verdict: "deny" },
  ] satisfies readonly Row[]))("$name", check);
  const accept = cnp("Baseline", 7, about("gryffindor", ingress(rule("Accept", "from", of("slytherin")))), "new");
  const deny = cnp("Baseline", 7, about("gryffindor", ingress(rule("Deny", "from", of("slytherin")))), "new");
  const oldDeny = old("BaselineAdminNetworkPolicy", about("gryffindor", ingress(rule("Deny", "from", of("slytherin")))));
  test.each<Row>([
    { name: "beside a v1alpha2 Baseline nobody knows which is asked first", given: [oldDeny, accept], from: DRACO, to: `${HARRY}:80`, verdict: "unknown" },
    { name: "nor need anybody where they agree", given: [oldDeny, deny], from: DRACO, to: `${HARRY}:80`, verdict: "deny" },
    { name: "nor where one of them is about others", given: [oldDeny, accept], from: CEDRIC, to: `${HARRY}:80`, verdict: "allow" },
  ])("$name", check);
});

describe("ports", () => {
  const only = (ports: string): readonly string[] => [cnp("Admin", 9, about("gryffindor", egress(rule("Accept", "to", of("ravenclaw"), ports), rule("Deny", "to", of("ravenclaw")))))];
  test.each<Row>([
    { name: "a range holds its first port", given: only(range("tcp", 80, 8080)), from: HARRY, to: `${LUNA}:80`, verdict: "allow" },
    { name: "and its last", given: only(range("tcp", 80, 8080)), from: HARRY, to: `${LUNA}:8080`, verdict: "allow" },
    { name: "and none after it", given: only(range("tcp", 80, 8080)), from: HARRY, to: `${LUNA}:8081`, verdict: "deny" },
    { name: "and no other protocol's", given: only(range("udp", 53, 5353)), from: HARRY, to: `${LUNA}:80`, verdict: "deny" },
    { name: "an SCTP range", given: only(range("sctp", 9003, 9005)), from: HARRY, to: `${LUNA}:9004/sctp`, verdict: "allow" },
    { name: "a named port outwards is the called pod's", given: only(named("web")), from: HARRY, to: `${LUNA}:80`, verdict: "allow" },
    { name: "and no other port", given: only(named("web")), from: HARRY, to: `${LUNA}:8080`, verdict: "deny" },
    { name: "a name declared for two protocols is both", given: only(named("web")), from: HARRY, to: `${LUNA}:80/udp`, verdict: "allow" },
    { name: "a name declared for one protocol is no other's", given: only(named("dns")), from: HARRY, to: `${LUNA}:53`, verdict: "deny" },
    { name: "a name that the pod does not declare", given: only(named("metrics")), from: HARRY, to: `${LUNA}:80`, verdict: "deny" },
  ])("$name", check);
});

describe("pods by their labels", () => {
  const byLabel = cnp("Admin", 20, `subject: {pods: {podSelector: {matchLabels: {house: gryffindor}}}}, ${egress(rule("Deny", "to", "pods: {podSelector: {matchLabels: {house: ravenclaw}}}"), rule("Deny", "to", "pods: {namespaceSelector: {matchLabels: {house: hufflepuff}}, podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: cedric-diggory-0}}}"))}`);
  test.each<Row>([
    { name: "without a namespaceSelector they are those of every namespace", given: [byLabel], from: HARRY, to: `${LUNA}:80`, verdict: "deny" },
    { name: "both selectors: the pod", given: [byLabel], from: HARRY, to: `${CEDRIC}:80`, verdict: "deny" },
    { name: "both selectors: its neighbour", given: [byLabel], from: HARRY, to: "hufflepuff/cedric-diggory-1:80", verdict: "allow" },
    { name: "a subject by the label of a pod is no other's", given: [byLabel], from: DRACO, to: `${LUNA}:80`, verdict: "allow" },
  ])("$name", check);
});

describe("networks and nodes", () => {
  const slytherinFirst = rule("Accept", "to", "pods: {namespaceSelector: {matchLabels: {house: slytherin}}, podSelector: {}}");
  const world = rule("Deny", "to", 'networks: [0.0.0.0/0, "::/0"]');
  const two = rule("Accept", "to", 'networks: [10.244.3.0/32, "fd00::3:0/128", 10.244.2.0/32, "fd00::2:0/128"]');
  const cidr = (tier: "Admin" | "Baseline", ...rules: readonly string[]): string => cnp(tier, 85, about("gryffindor", egress(...rules)));
  const nodes = cnp("Admin", 75, about("gryffindor", egress(
    rule("Accept", "to", "nodes: {matchLabels: {kubernetes.io/os: linux}}", at("tcp 34345")),
    rule("Pass", "to", "nodes: {matchLabels: {kubernetes.io/os: linux}}", at("udp 34346")),
    `{action: Deny, to: [{${of("slytherin")}}, {nodes: {matchLabels: {kubernetes.io/os: linux}}}, {networks: [203.0.113.0/24]}]}`,
  )));
  const toNodes = cnp("Baseline", 1, about("gryffindor", egress(rule("Deny", "to", "nodes: {}"))));
  test.each<Row>([
    { name: "every address holds pods", given: [cidr("Admin", slytherinFirst, world)], from: HARRY, to: `${LUNA}:80`, verdict: "deny" },
    { name: "every address holds pods, in the Baseline", given: [cidr("Baseline", slytherinFirst, world)], from: HARRY, to: `${LUNA}:9003/sctp`, verdict: "deny" },
    { name: "pods accepted before", given: [cidr("Admin", slytherinFirst, world)], from: HARRY, to: `${DRACO}:53/udp`, verdict: "allow" },
    { name: "single addresses accepted before", given: [cidr("Admin", two, slytherinFirst, world)], from: HARRY, to: `${LUNA}:80`, verdict: "allow" },
    { name: "and their neighbours not", given: [cidr("Admin", two, slytherinFirst, world)], from: HARRY, to: "ravenclaw/luna-lovegood-1:80", verdict: "deny" },
    { name: "one family denied is some addresses", given: [cidr("Admin", rule("Deny", "to", "networks: [0.0.0.0/0]"))], from: HARRY, to: `${LUNA}:80`, verdict: "partial" },
    { name: "the world outside", given: [cidr("Admin", slytherinFirst, world)], from: HARRY, to: "ip:203.0.113.4:443", verdict: "deny" },
    { name: "a node's port accepted", given: [nodes], from: HARRY, to: "forest/centaur-1:34345", verdict: "allow" },
    { name: "a node's port passed", given: [nodes], from: HARRY, to: "forest/centaur-1:34346/udp", verdict: "allow" },
    { name: "a node's other ports", given: [nodes], from: HARRY, to: "forest/centaur-1:34347", verdict: "deny" },
    { name: "a node's other protocols", given: [nodes], from: HARRY, to: "forest/centaur-1:34345/sctp", verdict: "deny" },
    { name: "a node without the label", given: [nodes], from: HARRY, to: "node:cellar:34347", verdict: "allow" },
    { name: "a node by its address", given: [nodes], from: HARRY, to: "ip:192.168.0.2:34347", verdict: "deny" },
    { name: "the own node is no exception in these tiers", given: [nodes], from: HARRY, to: "forest/centaur-0:34347", verdict: "deny" },
    { name: "nor in the Baseline", given: [toNodes], from: HARRY, to: "forest/centaur-0:34347", verdict: "deny" },
    { name: "unless a NetworkPolicy isolates: it lets the own node, and settles it", given: [toNodes, policy("gryffindor/np", "podSelector: {}, policyTypes: [Egress]")], from: HARRY, to: "forest/centaur-0:34347", verdict: "allow" },
    { name: "but not another", given: [toNodes, policy("gryffindor/np", "podSelector: {}, policyTypes: [Egress]")], from: HARRY, to: "forest/centaur-1:34347", verdict: "deny" },
    { name: "a host-networked pod is not of its namespace", given: [cnp("Admin", 1, about("gryffindor", egress(rule("Deny", "to", of("forest")))))], from: HARRY, to: "forest/centaur-1:80", verdict: "allow" },
    { name: "nor when it calls", given: [cnp("Admin", 1, about("gryffindor", ingress(rule("Deny", "from", of("forest")))))], from: "forest/centaur-1", to: `${HARRY}:80`, verdict: "allow" },
  ])("$name", check);
});

describe("tiers and priorities", () => {
  const pair = (tier: "Admin" | "Baseline", priority: number, action: string, name: string): string =>
    cnp(tier, priority, about("gryffindor", egress(rule(action, "to", of("slytherin"))), ingress(rule(action, "from", of("slytherin")))), name);
  const np = policy("gryffindor/np", "podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{namespaceSelector: {matchLabels: {house: slytherin}}}]}], egress: [{to: [{namespaceSelector: {matchLabels: {house: slytherin}}}]}]");
  const closed = policy("gryffindor/np", "podSelector: {}, policyTypes: [Ingress, Egress]");
  test.each<Row>([...([[DRACO, HARRY], [HARRY, DRACO]] as const).flatMap(([from, other]): readonly Row[] => {
    const ends = { from, to: `${other}:80` };
    const way = from === HARRY ? "out" : "in";
    return [
      { name: `${way}: an Admin Deny beats what a NetworkPolicy allows`, given: [pair("Admin", 10, "Deny", "p"), np], ...ends, verdict: "deny" },
      { name: `${way}: an Admin Accept beats a NetworkPolicy that allows nobody`, given: [pair("Admin", 10, "Accept", "p"), closed], ...ends, verdict: "allow" },
      { name: `${way}: an Admin Pass leaves it to the NetworkPolicy, not to the Baseline`, given: [pair("Admin", 10, "Pass", "p"), np, pair("Baseline", 10, "Deny", "q")], ...ends, verdict: "allow" },
      { name: `${way}: a NetworkPolicy that allows nobody is final before a Baseline Accept`, given: [pair("Admin", 10, "Pass", "p"), closed, pair("Baseline", 10, "Accept", "q")], ...ends, verdict: "deny" },
      { name: `${way}: without a NetworkPolicy the Baseline is asked`, given: [pair("Admin", 10, "Pass", "p"), pair("Baseline", 10, "Deny", "q")], ...ends, verdict: "deny" },
      { name: `${way}: a Deny of 50 before a Pass of 60`, given: [pair("Admin", 50, "Deny", "p"), pair("Admin", 60, "Pass", "q"), pair("Baseline", 10, "Accept", "r")], ...ends, verdict: "deny" },
      { name: `${way}: a Pass of 40 before a Deny of 50`, given: [pair("Admin", 50, "Deny", "p"), pair("Admin", 40, "Pass", "q"), pair("Baseline", 10, "Accept", "r")], ...ends, verdict: "allow" },
      { name: `${way}: the Baseline's priorities`, given: [pair("Baseline", 50, "Deny", "p"), pair("Baseline", 40, "Pass", "q")], ...ends, verdict: "allow" },
      { name: `${way}: one priority, and no agreement`, given: [pair("Admin", 5, "Accept", "p"), pair("Admin", 5, "Pass", "q"), closed], ...ends, verdict: "unknown" },
      { name: `${way}: one priority, and in the end the same`, given: [pair("Admin", 5, "Accept", "p"), pair("Admin", 5, "Pass", "q"), np], ...ends, verdict: "allow" },
    ];
  })])("$name", check);

  const same = (subject: string, peer: string, port: string, name: string): string =>
    cnp("Admin", 7, about(subject, egress(rule("Deny", "to", of(peer), at(port))), ingress(rule("Deny", "from", of(peer), at(port)))), name);
  const three = [same("gryffindor", "slytherin", "tcp 80", "p"), same("gryffindor", "hufflepuff", "tcp 80", "q"), same("hufflepuff", "slytherin", "tcp 8080", "r")];
  test.each<Row>([
    { name: "policies of one priority hold together: the first", given: three, from: DRACO, to: `${HARRY}:80`, verdict: "deny" },
    { name: "policies of one priority hold together: the second", given: three, from: HARRY, to: `${CEDRIC}:80`, verdict: "deny" },
    { name: "policies of one priority hold together: the third", given: three, from: CEDRIC, to: `${DRACO}:8080`, verdict: "deny" },
    { name: "the port of one is not the subject's of another", given: three, from: DRACO, to: `${HARRY}:8080`, verdict: "allow" },
    { name: "and the other way round", given: three, from: DRACO, to: `${CEDRIC}:80`, verdict: "allow" },
    { name: "whom none of them is about", given: three, from: LUNA, to: `${HARRY}:80`, verdict: "allow" },
  ])("$name", check);
});

describe("a pod that reaches itself through its Service", () => {
  const backend = service("gryffindor/hairpin", "selector: {statefulset.kubernetes.io/pod-name: harry-potter-0}, clusterIP: 10.96.0.9, ports: [{port: 80}]");
  const deny = (tier: "Admin" | "Baseline"): string => cnp(tier, 10, about("gryffindor", ingress(rule("Deny", "from", of("gryffindor")))));
  const accept = cnp("Admin", 10, about("gryffindor", ingress(rule("Accept", "from", of("gryffindor")))));
  const closed = policy("gryffindor/np", "podSelector: {}");
  const itself = { from: HARRY, to: "svc:gryffindor/hairpin:80" };
  test.each<Row>([
    { name: "is policed in the Admin tier", given: [backend, deny("Admin")], ...itself, verdict: "deny" },
    { name: "is policed in the Baseline tier", given: [backend, deny("Baseline")], ...itself, verdict: "deny" },
    { name: "by a NetworkPolicy perhaps", given: [backend, closed], ...itself, verdict: "unknown" },
    { name: "and a NetworkPolicy is not asked where Admin accepts", given: [backend, accept, closed], ...itself, verdict: "allow" },
    { name: "without policies nothing stops it", given: [backend], ...itself, verdict: "allow" },
    { name: "what it sends to its own address never leaves it", given: [backend, deny("Admin")], from: HARRY, to: `${HARRY}:80`, verdict: "allow" },
  ])("$name", check);
});
