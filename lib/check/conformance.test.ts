import { describe, expect, test } from "vitest";
import { ENGINES, type EngineName } from "#lib/policy/engines.ts";
import { cluster, namespace, node, pod, policy, verdictOf } from "./fixture.ts";
import type { Verdict } from "./spread.ts";

/** Situations that conformance suites probe or that an engine or an analyser once got wrong. */
interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly engine?: EngineName;
  readonly verdict: Verdict;
}

const WORLD = [
  namespace("x", "ns: x"),
  namespace("z", "ns: z"),
  pod("x/a", { labels: "pod: a", ip: "10.0.1.1", node: "n1", ports: "{name: serve, containerPort: 666}" }),
  pod("x/b", { labels: "pod: b", ip: "10.0.1.2", node: "n2", ports: "{name: serve, containerPort: 80}, {name: serve-udp, containerPort: 80, protocol: UDP}" }),
  pod("z/a", { labels: "pod: a", ip: "10.0.2.1", node: "n1" }),
  pod("z/c", { labels: "pod: c", ip: "10.0.2.2", node: "n2", ports: "{name: serve, containerPort: 81}, {name: serve-sctp, containerPort: 80, protocol: SCTP}" }),
  node("n1", "192.168.0.1"),
  node("n2", "192.168.0.2"),
];
const OUT = "policyTypes: [Egress]";
const IN = "policyTypes: [Ingress]";
const out = (rules: string, name = "p"): string => policy(`x/${name}`, `${OUT}, egress: [${rules}]`);
const into = (rules: string, name = "p"): string => policy(`z/${name}`, `${IN}, ingress: [${rules}]`);
const PODS = "{namespaceSelector: {}}";
const block = (cidr: string, ...except: readonly string[]): string => `{ipBlock: {cidr: ${cidr}, except: [${except.join(", ")}]}}`;
const check = ({ given, from = "x/a", to = "z/c:80", engine, verdict }: Row): void =>
  expect(verdictOf(cluster(...WORLD, ...given), from, to, engine ? { engine: ENGINES[engine] } : {})).toBe(verdict);

describe("policies that seem to conflict", () => {
  test.each<Row>([
    { name: "all out is denied, all in is allowed", given: [out(""), into("{}")], verdict: "deny" },
    { name: "all out is allowed, all in is denied", given: [out("{}"), into("")], verdict: "deny" },
    { name: "all is denied and all is allowed: allowed", given: [out(""), out("{}", "q")], verdict: "allow" },
    { name: "all is denied and all pods are allowed: a pod", given: [out(""), out(`{to: [${PODS}]}`, "q")], verdict: "allow" },
    { name: "all is denied and all pods are allowed: outside", given: [out(""), out(`{to: [${PODS}]}`, "q")], to: "ip:203.0.113.4:80", verdict: "deny" },
    { name: "all is denied and all addresses are allowed: a pod", given: [out(""), out(`{to: [${block("0.0.0.0/0")}]}`, "q")], verdict: "allow" },
    { name: "all is denied and all addresses are allowed: a pod, by Cilium", given: [out(""), out(`{to: [${block("0.0.0.0/0")}]}`, "q")], engine: "cilium", verdict: "deny" },
    { name: "all is denied and all addresses are allowed: outside, by Cilium", given: [out(""), out(`{to: [${block("0.0.0.0/0")}]}`, "q")], to: "ip:203.0.113.4:80", engine: "cilium", verdict: "allow" },
    { name: "a block nobody is in isolates as no rule does", given: [out(`{to: [${block("0.0.0.0/31")}]}`)], verdict: "deny" },
    { name: "and takes nothing from another policy", given: [out(`{to: [${block("0.0.0.0/31")}]}`), out(`{to: [${PODS}]}`, "q")], verdict: "allow" },
    { name: "labels nobody has isolate as no rule does", given: [into("{from: [{namespaceSelector: {matchLabels: {never: seen}}}]}")], verdict: "deny" },
    { name: "and take nothing from a block", given: [into("{from: [{namespaceSelector: {matchLabels: {never: seen}}}]}"), into(`{from: [${block("0.0.0.0/0")}]}`, "q")], verdict: "allow" },
    { name: "an exception of one policy is allowed by another's block", given: [out(`{to: [${block("10.0.0.0/8", "10.0.2.0/24")}]}`), out(`{to: [${block("10.0.2.2/32")}]}`, "q")], verdict: "allow" },
    { name: "an exception of one policy is allowed by another's labels", given: [out(`{to: [${block("10.0.0.0/8", "10.0.2.0/24")}]}`), out(`{to: [${PODS}]}`, "q")], verdict: "allow" },
    { name: "an exception alone stays one", given: [out(`{to: [${block("10.0.0.0/8", "10.0.2.0/24")}]}`)], verdict: "deny" },
    { name: "stacked policies open a port each", given: [into("{ports: [{port: 81}]}"), into("{ports: [{port: 80}]}", "q")], verdict: "allow" },
    { name: "the peer of one policy and the port of another do not add up", given: [into("{from: [{podSelector: {}}], ports: [{port: 80}]}"), into(`{from: [${PODS}], ports: [{port: 81}]}`, "q")], verdict: "deny" },
    { name: "the peer of one rule and the port of another do not add up", given: [into(`{from: [{podSelector: {}}], ports: [{port: 80}]}, {from: [${PODS}], ports: [{port: 81}]}`)], verdict: "deny" },
    { name: "both directions in one policy: the one without rules is closed", given: [policy("z/p", "policyTypes: [Ingress, Egress], ingress: [{}]")], from: "z/c", to: "x/b:80", verdict: "deny" },
    { name: "both directions in one policy: the one with an empty rule is open", given: [policy("z/p", "policyTypes: [Ingress, Egress], ingress: [{}]")], verdict: "allow" },
    { name: "a policy of a namespace leaves the same labels elsewhere alone", given: [policy("z/p", `podSelector: {matchLabels: {pod: a}}, ${OUT}`)], verdict: "allow" },
  ])("$name", check);
});

describe("ports and protocols", () => {
  test.each<Row>([
    { name: "SCTP is not TCP", given: [into("{ports: [{port: 80, protocol: SCTP}]}")], verdict: "deny" },
    { name: "SCTP is SCTP", given: [into("{ports: [{port: 80, protocol: SCTP}]}")], to: "z/c:80/sctp", verdict: "allow" },
    { name: "a rule for SCTP isolates from UDP too", given: [into("{ports: [{port: 80, protocol: SCTP}]}")], to: "z/c:80/udp", verdict: "deny" },
    { name: "one number for two protocols", given: [into("{ports: [{port: 80, protocol: UDP}, {port: 80, protocol: SCTP}]}")], verdict: "deny" },
    { name: "any port of a protocol", given: [into("{ports: [{protocol: UDP}]}")], to: "z/c:1/udp", verdict: "allow" },
    { name: "a range and a number beside it", given: [into("{ports: [{port: 70, endPort: 79}, {port: 80}]}")], verdict: "allow" },
    { name: "a range of another protocol", given: [into("{ports: [{port: 1, endPort: 65535, protocol: UDP}]}")], verdict: "deny" },
    { name: "a port's name is not the caller's (666) but the called one's", given: [into("{ports: [{port: serve}]}")], to: "z/c:666", verdict: "deny" },
    { name: "a port's name is the called one's: 81", given: [into("{ports: [{port: serve}]}")], to: "z/c:81", verdict: "allow" },
    { name: "outwards one name is 80 on one pod", given: [out("{ports: [{port: serve}]}")], to: "x/b:80", verdict: "allow" },
    { name: "outwards the same name is 81 on another", given: [out("{ports: [{port: serve}]}")], to: "z/c:81", verdict: "allow" },
    { name: "and 80 there is nobody's", given: [out("{ports: [{port: serve}]}")], verdict: "deny" },
    { name: "a named port opens no other port of its protocol", given: [out(`{to: [${PODS}], ports: [{port: serve}]}, {ports: [{port: 53, protocol: UDP}]}`)], to: "x/b:8080", verdict: "deny" },
    { name: "a name of SCTP asked as UDP", given: [into("{ports: [{port: serve-sctp, protocol: UDP}]}")], to: "z/c:80/udp", verdict: "deny" },
    { name: "a name of SCTP asked as SCTP", given: [into("{ports: [{port: serve-sctp, protocol: SCTP}]}")], to: "z/c:80/sctp", verdict: "allow" },
    { name: "a name of SCTP without a protocol is asked as TCP", given: [into("{ports: [{port: serve-sctp}]}")], to: "z/c:80/sctp", verdict: "deny" },
    { name: "a name and a block: the pod in the block", given: [out(`{to: [${block("10.0.2.0/24")}], ports: [{port: serve}]}`)], to: "z/c:81", verdict: "allow" },
    { name: "a name and a block: outside there is no name", given: [out(`{to: [${block("0.0.0.0/0")}], ports: [{port: serve}]}`)], to: "ip:203.0.113.4:80", verdict: "deny" },
    { name: "the port is the called one's, not the caller's", given: [policy("x/p", `${IN}, ingress: [{ports: [{port: 80}]}]`)], from: "z/c", to: "x/a:40000", verdict: "deny" },
  ])("$name", check);
});

describe("namespaces, nodes and what has no namespace", () => {
  const agent = pod("x/agent", { hostNetwork: true, node: "n2", ip: "192.168.0.2", hostIP: "192.168.0.2", labels: "pod: agent" });
  test.each<Row>([
    { name: "the name's label needs no object that has it", given: [into("{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: x}}}]}")], verdict: "allow" },
    { name: "only from a different namespace: the own one is out", given: [into("{from: [{namespaceSelector: {matchExpressions: [{key: ns, operator: NotIn, values: [z]}]}}]}")], from: "z/a", verdict: "deny" },
    { name: "labels and expressions hold together", given: [into("{from: [{namespaceSelector: {}, podSelector: {matchLabels: {pod: a}, matchExpressions: [{key: pod, operator: NotIn, values: [a]}]}}]}")], verdict: "deny" },
    { name: "a policy about a pod in its node's network polices nobody at that address", given: [agent, policy("x/p", "podSelector: {matchLabels: {pod: agent}}, policyTypes: [Ingress, Egress]")], from: "z/a", to: "ip:192.168.0.2:9100", verdict: "allow" },
    { name: "a pod in its node's network is reached by the node's address", given: [agent, out(`{to: [${block("192.168.0.0/24")}]}`)], to: "x/agent:9100", verdict: "allow" },
    { name: "and not by its labels", given: [agent, out("{to: [{podSelector: {matchLabels: {pod: agent}}}]}")], to: "x/agent:9100", verdict: "deny" },
    { name: "without a namespace a policy and a pod are in default", given: [
      "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec: {}}",
      "{apiVersion: v1, kind: Pod, metadata: {name: one}, spec: {containers: []}, status: {podIP: 10.0.3.1}}",
    ], to: "default/one:80", verdict: "deny" },
    { name: "a policy without a spec denies what comes in", given: ["{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: z}}"], verdict: "deny" },
    { name: "null is absent", given: [policy("z/p", "podSelector: null, policyTypes: null, ingress: [{from: null, ports: null}], egress: null")], verdict: "allow" },
  ])("$name", check);
});
