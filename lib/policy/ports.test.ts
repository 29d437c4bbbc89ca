import { describe, expect, test } from "vitest";
import type { Direction, PortMatch, Protocol, ServiceMatch } from "./algebra.ts";
import type { DeclaredPort, Party } from "./endpoint.ts";
import { ANYTHING, OUTSIDE, node, pod } from "./fixture.ts";
import { ENGINES, type EngineName } from "./engines.ts";
import { type PortMiss, matchPort } from "./ports.ts";
import { NOTHING_AROUND } from "./surroundings.ts";
import { World } from "./world.ts";

const kubernetes = new World(ENGINES.kubernetes, NOTHING_AROUND);
const tcp: PortMatch = { kind: "protocol", protocol: "TCP" };
const range = (from: number, to = from): PortMatch => ({ kind: "range", protocol: "TCP", from, to });
const named: PortMatch = { kind: "named", protocol: "TCP", name: "http" };
const declares = (...ports: readonly DeclaredPort[]) => pod("a/web", { ports });
const http = (port: number, protocol: "TCP" | "UDP" = "TCP"): DeclaredPort => ({ name: "http", protocol, port, by: "container" });
const silent = pod("a/web");
const wrong = { kind: "number" } as const;
const means = (...numbers: readonly number[]) => ({ kind: "name", numbers }) as const;

test.each<{ name: string; port: PortMatch; number: number; protocol?: Protocol; to: Party; miss?: PortMiss }>([
  { name: "anything: every port of every protocol", port: ANYTHING, number: 9, protocol: "SCTP", to: OUTSIDE },
  { name: "a protocol: its first port", port: tcp, number: 1, to: silent },
  { name: "a protocol: its last port", port: tcp, number: 65535, to: silent },
  { name: "a protocol: none of another", port: tcp, number: 80, protocol: "UDP", to: silent, miss: { kind: "protocol" } },
  { name: "a number", port: range(80), number: 80, to: OUTSIDE },
  { name: "another number", port: range(80), number: 81, to: OUTSIDE, miss: wrong },
  { name: "the number of another protocol", port: range(80), number: 80, protocol: "UDP", to: OUTSIDE, miss: { kind: "protocol" } },
  { name: "a range begins with its first port", port: range(80, 90), number: 80, to: silent },
  { name: "a range ends with its last port", port: range(80, 90), number: 90, to: silent },
  { name: "below a range", port: range(80, 90), number: 79, to: silent, miss: wrong },
  { name: "above a range", port: range(80, 90), number: 91, to: silent, miss: wrong },
  { name: "a name", port: named, number: 8080, to: declares(http(8080)) },
  { name: "a name that means another number", port: named, number: 80, to: declares(http(8080)), miss: means(8080) },
  { name: "a name nobody declares", port: named, number: 80, to: declares({ protocol: "TCP", port: 80, by: "container" }), miss: means() },
  { name: "a name in other letters", port: named, number: 80, to: declares({ name: "HTTP", protocol: "TCP", port: 80, by: "container" }), miss: means() },
  { name: "a name declared for another protocol", port: named, number: 80, to: declares(http(80, "UDP")), miss: means() },
  { name: "a name of two protocols counts for its own", port: named, number: 81, to: declares(http(80, "UDP"), http(81)) },
  { name: "a name in two containers: the first number", port: named, number: 80, to: declares(http(80), http(8080)) },
  { name: "a name in two containers: the second number", port: named, number: 8080, to: declares(http(80), http(8080)) },
  { name: "a name in two containers: a third number", port: named, number: 81, to: declares(http(80), http(8080)), miss: means(80, 8080) },
  { name: "a name means nothing outside", port: named, number: 80, to: OUTSIDE, miss: { kind: "name-without-pod" } },
  { name: "a name means nothing on a node", port: named, number: 80, to: node("n1"), miss: { kind: "name-without-pod" } },
  { name: "a name means nothing in a node's network", port: named, number: 80, to: pod("a/web", { hostNetwork: true, ports: [http(80)] }), miss: { kind: "name-without-pod" } },
])("$name", ({ port, number, protocol = "TCP", to, miss }) => {
  expect(matchPort(port, { protocol, number, destination: to, direction: "ingress" }, kubernetes)).toEqual({ port, match: miss === undefined, ...(miss && { miss }) });
});

const none = { kind: "protocol" } as const;
const udp: PortMatch = { kind: "protocol", protocol: "UDP" };
const other: PortMatch = { kind: "other", text: "icmp type 8" };
const anyName: PortMatch = { kind: "named", name: "http" };
const any = (...of: readonly PortMatch[]): PortMatch => ({ kind: "any", of });
const all = (...of: readonly PortMatch[]): PortMatch => ({ kind: "all", of });
const not = (of: PortMatch): PortMatch => ({ kind: "not", of });

test.each<{ name: string; port: PortMatch; number: number; protocol?: Protocol; to?: Party; miss?: PortMiss }>([
  { name: "a name without a protocol: of TCP", port: anyName, number: 80, to: declares(http(80)) },
  { name: "a name without a protocol: of UDP", port: anyName, number: 53, protocol: "UDP", to: declares(http(53, "UDP")) },
  { name: "a name without a protocol: not the number of the other one", port: anyName, number: 53, to: declares(http(53, "UDP"), http(80)), miss: means(80) },
  { name: "no protocol of ours", port: other, number: 8, miss: none },
  { name: "any: the first", port: any(range(80), range(81)), number: 80 },
  { name: "any: the last", port: any(range(80), range(81)), number: 81 },
  { name: "any: none, and the nearest miss is told", port: any(udp, range(80)), number: 82, miss: wrong },
  { name: "any: all of other protocols", port: any(udp, other), number: 82, miss: none },
  { name: "any of nothing is nothing", port: any(), number: 80, miss: wrong },
  { name: "all: both", port: all(range(1, 100), range(80, 90)), number: 85 },
  { name: "all: the first fails", port: all(range(1, 10), range(80, 90)), number: 85, miss: wrong },
  { name: "all: the last fails", port: all(range(80, 90), udp), number: 85, miss: none },
  { name: "all of nothing is everything", port: all(), number: 85 },
  { name: "not: what is left out", port: not(range(80)), number: 80, miss: { kind: "negated" } },
  { name: "not: any other number", port: not(range(80)), number: 81 },
  { name: "not: the number of another protocol", port: not(range(80)), number: 80, protocol: "UDP" },
  { name: "not anything is nothing", port: not(ANYTHING), number: 80, miss: { kind: "negated" } },
  { name: "all but some", port: all(tcp, not(any(range(22), range(23)))), number: 24 },
  { name: "all but some: those", port: all(tcp, not(any(range(22), range(23)))), number: 23, miss: { kind: "negated" } },
])("$name", ({ port, number, protocol = "TCP", to = silent, miss }) => {
  expect(matchPort(port, { protocol, number, destination: to, direction: "egress" }, kubernetes)).toEqual({ port, match: miss === undefined, ...(miss && { miss }) });
});

describe("the ports of Services", () => {
  const services: ServiceMatch = { kind: "named", namespace: "a", name: "svc" };
  const ofServices: PortMatch = { kind: "service-ports", services };
  const around = (...ports: readonly PortMatch[]) => new World(ENGINES.kubernetes, { ...NOTHING_AROUND, services: [{ namespace: "a", name: "svc", labels: new Map(), addresses: [], ports }] });
  test.each<{ name: string; world: World; number: number; match: boolean }>([
    { name: "one of them", world: around(range(8080), range(8443)), number: 8443, match: true },
    { name: "another number", world: around(range(8080)), number: 80, match: false },
    { name: "a named targetPort is the pod's own", world: around(named), number: 8080, match: true },
    { name: "a Service without ports", world: around(), number: 8080, match: false },
    { name: "a Service that does not exist", world: kubernetes, number: 8080, match: false },
  ])("$name", ({ world, number, match }) => {
    expect(matchPort(ofServices, { protocol: "TCP", number, destination: declares(http(8080)), direction: "egress" }, world).match).toBe(match);
  });
});

/** Semantics §1.5, the table of engines: which declarations count, and what a name means that is given twice. */
describe("named ports by engine", () => {
  const by = (port: number, kind: DeclaredPort["by"]): DeclaredPort => ({ name: "http", protocol: "TCP", port, by: kind });
  const twice = declares(by(80, "container"), by(81, "container"));
  const sidecar = declares(by(80, "sidecar"));
  const init = declares(by(80, "init-container"));
  const over = declares(by(80, "container"), by(81, "sidecar"));
  const numbers = (engine: EngineName, to: Party): readonly number[] => [80, 81].filter((number) => matchPort(named, { protocol: "TCP", number, destination: to, direction: "ingress" }, new World(ENGINES[engine], NOTHING_AROUND)).match);
  test.each<{ engine: EngineName; containers: readonly number[]; side: readonly number[]; early: readonly number[]; both: readonly number[] }>([
    { engine: "kubernetes", containers: [80, 81], side: [80], early: [], both: [80, 81] },
    { engine: "calico", containers: [80, 81], side: [80], early: [80], both: [80, 81] },
    { engine: "cilium", containers: [81], side: [80], early: [], both: [81] },
    { engine: "vpc-cni", containers: [80], side: [], early: [], both: [80] },
  ])("$engine", ({ engine, containers, side, early, both }) => {
    expect([twice, sidecar, init, over].map((to) => numbers(engine, to))).toEqual([containers, side, early, both]);
  });

  const elsewhere = (...pods: readonly ReturnType<typeof pod>[]) => new World(ENGINES.cilium, { ...NOTHING_AROUND, pods: [pod("a/web", { ports: [http(80)] }), ...pods] });
  const differs = { kind: "named-port", name: "http", why: "numbers-differ" } as const;
  test.each<{ name: string; world: World; direction: Direction; skipped: boolean }>([
    { name: "one number everywhere", world: elsewhere(pod("b/x", { ports: [http(80)] })), direction: "egress", skipped: false },
    { name: "another number anywhere", world: elsewhere(pod("b/x", { ports: [http(81)] })), direction: "egress", skipped: true },
    { name: "another number of another protocol", world: elsewhere(pod("b/x", { ports: [http(81, "UDP")] })), direction: "egress", skipped: false },
    { name: "another number under another name", world: elsewhere(pod("b/x", { ports: [{ ...http(81), name: "web" }] })), direction: "egress", skipped: false },
    { name: "another number in a node's network, where no policy looks", world: elsewhere(pod("b/x", { hostNetwork: true, ports: [http(81)] })), direction: "egress", skipped: false },
    { name: "another number of a container that Cilium does not read", world: elsewhere(pod("b/x", { ports: [by(81, "init-container")] })), direction: "egress", skipped: false },
    { name: "another number, for ingress", world: elsewhere(pod("b/x", { ports: [http(81)] })), direction: "ingress", skipped: false },
  ])("Cilium in egress: $name", ({ world, direction, skipped }) => {
    const outcome = matchPort(named, { protocol: "TCP", number: 80, destination: declares(http(80)), direction }, world);
    expect(outcome).toEqual({ port: named, match: !skipped, ...(skipped && { miss: { kind: "name-skipped" }, assumed: differs }) });
  });

  const forAll = { assumed: { kind: "named-port", name: "http", why: "one-for-all" } } as const;
  test.each<{ name: string; to: Party; number?: number; outcome: object }>([
    { name: "a pod that declares it", to: declares(http(80)), outcome: { match: true } },
    { name: "a pod that does not", to: silent, outcome: { match: true, ...forAll } },
    { name: "an address outside", to: OUTSIDE, outcome: { match: true, ...forAll } },
    { name: "a node", to: node("n1"), outcome: { match: true, ...forAll } },
    { name: "and no other number", to: OUTSIDE, number: 81, outcome: { match: false, miss: means(80) } },
  ])("Cilium in egress, where the name is one number: $name", ({ to, number = 80, outcome }) => {
    expect(matchPort(named, { protocol: "TCP", number, destination: to, direction: "egress" }, elsewhere())).toEqual({ port: named, ...outcome });
  });

  test("a name that nobody declares is no number outside", () => {
    const world = new World(ENGINES.cilium, NOTHING_AROUND);
    expect(matchPort(named, { protocol: "TCP", number: 80, destination: OUTSIDE, direction: "egress" }, world)).toEqual({ port: named, match: false, miss: { kind: "name-without-pod" } });
  });

  test("Cilium keeps the last port of a name, whatever its protocol", () => {
    const both = declares(http(80), http(81, "UDP"));
    expect(numbers("cilium", both)).toEqual([]);
    expect(numbers("kubernetes", both)).toEqual([80]);
    expect(numbers("vpc-cni", declares(http(81, "UDP"), http(80)))).toEqual([80]);
  });

  test("a number that the engine keeps out is said to be", () => {
    const ask = (engine: EngineName, to: Party, number: number) => matchPort(named, { protocol: "TCP", number, destination: to, direction: "ingress" }, new World(ENGINES[engine], NOTHING_AROUND)).assumed;
    expect([ask("vpc-cni", twice, 81), ask("vpc-cni", sidecar, 80), ask("kubernetes", init, 80), ask("kubernetes", init, 9)]).toEqual([
      { kind: "named-port", name: "http", why: "first-container" }, { kind: "named-port", name: "http", why: "container-kind" }, { kind: "named-port", name: "http", why: "container-kind" }, undefined,
    ]);
  });
});

describe("SCTP that an engine does not pass", () => {
  const sctp: PortMatch = { kind: "protocol", protocol: "SCTP" };
  const declared = declares({ name: "http", protocol: "SCTP", port: 80, by: "container" });
  test.each<{ name: string; port: PortMatch; protocol?: Protocol; match: boolean; told: boolean }>([
    { name: "a rule for SCTP", port: sctp, match: false, told: true },
    { name: "a rule for one of its ports", port: { kind: "range", protocol: "SCTP", from: 80, to: 80 }, match: false, told: true },
    { name: "a name of whichever protocol", port: anyName, match: false, told: true },
    { name: "among other ports", port: any(tcp, sctp), match: false, told: true },
    { name: "a rule for TCP has nothing to do with it", port: tcp, match: false, told: false },
    { name: "nor has TCP under a rule for SCTP", port: sctp, protocol: "TCP", match: false, told: false },
  ])("$name", ({ port, protocol = "SCTP", match, told }) => {
    const { cilium, kubernetes: passing } = ENGINES;
    const dial = { protocol, number: 80, destination: declared, direction: "ingress" } as const;
    const outcome = matchPort(port, dial, new World(cilium, NOTHING_AROUND));
    expect([outcome.match, outcome.assumed]).toEqual([match, told ? { kind: "sctp-off" } : undefined]);
    expect(matchPort(port, dial, new World(passing, NOTHING_AROUND)).match).toBe(told);
  });
});
