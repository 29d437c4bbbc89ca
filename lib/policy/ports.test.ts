import { expect, test } from "vitest";
import type { PortMatch, Protocol } from "./algebra.ts";
import type { DeclaredPort, Party } from "./endpoint.ts";
import { ANYTHING, OUTSIDE, node, pod } from "./fixture.ts";
import { ENGINES } from "./engines.ts";
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
