import type { ConnectionJson, GraphJson, GraphPolicy } from "#lib/api/graph.ts";

/** A connection whose verdict is another than before; undefined: it was not declared then, or is not any more. */
export interface ConnectionDifference {
  readonly id: string;
  readonly was: ConnectionJson | undefined;
  readonly is: ConnectionJson | undefined;
}

/** A policy that came, went, or has other rules or selects other workloads. */
export interface PolicyDifference {
  readonly policy: GraphPolicy;
  readonly action: "created" | "changed" | "deleted";
}

export interface Differences {
  readonly connections: readonly ConnectionDifference[];
  readonly policies: readonly PolicyDifference[];
  /** The connections that differ and what stands at their ends, as it is; of what is gone, as it was. */
  readonly graph: GraphJson;
}

/** What of two states of one cluster is not the same. */
export function differencesOf(then: GraphJson, now: GraphJson): Differences {
  const connections = pairs(then.connections, now.connections).filter(({ was, is }) => was?.verdict !== is?.verdict || was?.code !== is?.code);
  const policies = pairs(then.policies, now.policies).flatMap(({ was, is }): readonly PolicyDifference[] => {
    const policy = is ?? was;
    if (policy === undefined || (was && is && sameRules(was, is))) return [];
    return [{ policy, action: was === undefined ? "created" : is === undefined ? "deleted" : "changed" }];
  });
  return { connections, policies, graph: graphOf(connections, then, now) };
}

function graphOf(connections: readonly ConnectionDifference[], then: GraphJson, now: GraphJson): GraphJson {
  const drawn = connections.flatMap(({ was, is }) => is ?? was ?? []);
  const ends = new Set(drawn.flatMap(({ from, target }) => [from, target]));
  const nodes = pairs(then.nodes, now.nodes).flatMap(({ was, is }) => is ?? was ?? []).filter(({ id }) => ends.has(id));
  const policies = pairs(then.policies, now.policies).flatMap(({ was, is }) => is ?? was ?? []);
  const namespaces = [...now.namespaces, ...then.namespaces.filter(({ name }) => !now.namespaces.some((one) => one.name === name))];
  return { ...now, connections: drawn, nodes, policies, namespaces: namespaces.filter(({ name }) => nodes.some(({ namespace }) => namespace === name)) };
}

interface Pair<One> {
  readonly id: string;
  readonly was: One | undefined;
  readonly is: One | undefined;
}

/** What is there keeps its order; what is gone comes last. */
function pairs<One extends { readonly id: string }>(then: readonly One[], now: readonly One[]): readonly Pair<One>[] {
  const before = new Map(then.map((one) => [one.id, one]));
  const after = new Set(now.map(({ id }) => id));
  return [...now.map((is) => ({ id: is.id, was: before.get(is.id), is })), ...then.filter(({ id }) => !after.has(id)).map((was) => ({ id: was.id, was, is: undefined }))];
}

/** Which rule comes nearest and on which line it stands is no difference. */
const sameRules = (was: GraphPolicy, is: GraphPolicy): boolean => rulesOf(was) === rulesOf(is);

function rulesOf({ directions, selects, tier, rank, egressRows, ingressRows }: GraphPolicy): string {
  const rows = [egressRows, ingressRows].map((side) => side.map(({ mark, text }) => [mark === "near" ? "allow" : mark, text]));
  return JSON.stringify([directions, selects.toSorted(), tier, rank, rows]);
}
