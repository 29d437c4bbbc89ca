import fc from "fast-check";
import { type Context, contextOf } from "#lib/check/context.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { workloadId } from "#lib/cluster/kinds.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import { parseEnd } from "#lib/check/ids.ts";
import type { ConnectionJson } from "#lib/api/graph.ts";
import { type Topology, topologyOf } from "./topology.ts";

const PLACE = { file: "f.yaml", line: 1, path: "" };

/** A cluster of so many namespaces and workloads, between which connections have been judged: nobody evaluates anything. */
export interface Sketch {
  readonly namespaces: number;
  readonly workloads: number;
  readonly destinations: number;
  /** From and to are numbers of workloads; past those, of destinations. */
  readonly connections: readonly { readonly from: number; readonly to: number; readonly verdict: ConnectionJson["verdict"]; readonly watched: boolean; readonly port: number }[];
}

const CODES = { allow: "ALLOWED", deny: "BLOCKED_DEFAULT", partial: "PARTLY", unknown: "UNKNOWN" } as const;

export const idOf = ({ namespaces, workloads }: Sketch, number: number): string =>
  number < workloads ? workloadId(`ns${String(number % namespaces)}`, "Deployment", `w${String(number)}`) : `dns:d${String(number - workloads)}.example`;

export function sketched(sketch: Sketch): Topology {
  const { namespaces, workloads, connections } = sketch;
  const facts = Array.from({ length: workloads }, (_, number): Fact => ({
    kind: "workload", workloadKind: "Deployment", namespace: `ns${String(number % namespaces)}`, name: `w${String(number)}`, replicas: 1, labels: new Map(), hostNetwork: false, ports: [],
    images: [], serviceAccount: "default", dns: { policy: "ClusterFirst", nameservers: [] }, calls: [], configMaps: [], place: PLACE,
  }));
  const context: Context = contextOf(new Snapshot(facts, []));
  const judged = new Map(connections.filter(({ from, to }) => from !== to).map((one) => {
    const connection = judgedAs(idOf(sketch, one.from), idOf(sketch, one.to), one);
    return [connection.json.id, connection] as const;
  }));
  return topologyOf(context, [...judged.values()]);
}

/** A connection that somebody has judged so. */
function judgedAs(from: string, to: string, { verdict, watched = false, port = 443 }: { readonly verdict: ConnectionJson["verdict"]; readonly watched?: boolean; readonly port?: number }): JudgedConnection {
  const id = `${from}~${to}~${String(port)}-tcp`;
  const json: ConnectionJson = {
    id, from, to, target: to, fromTitle: from, toTitle: to, addresses: [], port, protocol: "TCP", verdict, code: CODES[verdict], reason: "", symptom: "", stop: "",
    side: verdict === "deny" || verdict === "partial" ? "egress" : null, why: verdict === "unknown" ? "a fact is missing" : "", blockedBy: [], declaredBy: ["configuration"], watched: watched ? id : null, expected: null,
  };
  return { declared: { id, from: parseEnd(from, "from"), to: parseEnd(to, "to"), port, protocol: "TCP", declaredBy: ["configuration"], watched: undefined }, json, awaits: [], reached: [to], parts: [], denyRule: undefined };
}

const verdicts = fc.oneof({ weight: 6, arbitrary: fc.constant("allow" as const) }, { weight: 2, arbitrary: fc.constant("deny" as const) }, { weight: 1, arbitrary: fc.constantFrom("partial" as const, "unknown" as const) });

/** From none to thousands of workloads, with and without destinations that everybody uses. */
export const sketches: fc.Arbitrary<Sketch> = fc.record({
  namespaces: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 400 })),
  workloads: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 3_000 })),
  destinations: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 400 })),
  count: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 4_000 })),
  outside: fc.integer({ min: 0, max: 10 }),
  blocked: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  few: fc.array(verdicts, { minLength: 7, maxLength: 7 }),
}).map(({ namespaces, workloads, destinations, count, outside, blocked, seed, few }) => {
  // Shrinking thousands of connections one by one would take for ever: they come from a number.
  let state = seed;
  const next = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % Math.max(below, 1);
  const connections = workloads === 0 ? [] : Array.from({ length: count }, () => ({
    from: next(workloads),
    to: next(10) < outside ? workloads + next(destinations) : next(workloads),
    verdict: blocked ? ("deny" as const) : (few[next(few.length)] ?? "allow"),
    watched: next(40) === 0,
    port: 1 + next(3),
  }));
  return { namespaces, workloads, destinations, connections };
});
