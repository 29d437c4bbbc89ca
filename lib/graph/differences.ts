import type { ConnectionJson, GraphJson } from "#lib/api/graph.ts";
import { flipText } from "#lib/describe/changes.ts";
import { HEADLINES } from "#lib/describe/words.ts";

/** A connection whose verdict is another than before; undefined: it was not declared then, or is not any more. */
export interface Difference {
  readonly id: string;
  readonly was: ConnectionJson | undefined;
  readonly is: ConnectionJson | undefined;
}

export interface Differences {
  readonly connections: readonly Difference[];
  /** Those connections and what stands at their ends, as it is; what is gone as it was. Their words tell what was before. */
  readonly graph: GraphJson;
}

/** What of two states of one cluster has another verdict. */
export function differencesOf(then: GraphJson, now: GraphJson): Differences {
  const connections = pairs(then.connections, now.connections).filter(({ was, is }) => was?.code !== is?.code);
  return { connections, graph: graphOf(connections, then, now) };
}

/** `Open → Blocked by default deny` */
export const differenceText = ({ was, is }: Difference): string => flipText({ was: was?.code ?? null, is: is?.code ?? null });

function graphOf(differences: readonly Difference[], then: GraphJson, now: GraphJson): GraphJson {
  const connections = differences.flatMap((difference): readonly ConnectionJson[] => {
    const connection = difference.is ?? difference.was;
    if (connection === undefined) return [];
    const was = difference.was === undefined ? "not declared" : HEADLINES[difference.was.code];
    return [{ ...connection, reason: differenceText(difference), stop: connection.stop === "" ? "" : `was ${was}` }];
  });
  const ends = new Set(connections.flatMap(({ from, target }) => [from, target]));
  const nodes = either(then.nodes, now.nodes).filter(({ id }) => ends.has(id));
  const homes = new Set(nodes.map(({ namespace }) => namespace));
  const namespaces = [...now.namespaces, ...then.namespaces.filter(({ name }) => !now.namespaces.some((one) => one.name === name))];
  return { ...now, connections, nodes, policies: [...either(then.policies, now.policies)], namespaces: namespaces.filter(({ name }) => homes.has(name)) };
}

interface Named {
  readonly id: string;
}

interface Pair<One> {
  readonly id: string;
  readonly was: One | undefined;
  readonly is: One | undefined;
}

/** What is there keeps its order; what is gone comes last. */
function pairs<One extends Named>(then: readonly One[], now: readonly One[]): readonly Pair<One>[] {
  const before = new Map(then.map((one) => [one.id, one]));
  const present = new Set(now.map(({ id }) => id));
  return [...now.map((is) => ({ id: is.id, was: before.get(is.id), is })), ...then.filter(({ id }) => !present.has(id)).map((was) => ({ id: was.id, was, is: undefined }))];
}

const either = <One extends Named>(then: readonly One[], now: readonly One[]): readonly One[] => pairs(then, now).flatMap(({ was, is }) => is ?? was ?? []);
