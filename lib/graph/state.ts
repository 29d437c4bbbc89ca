import type { ClusterJson, KindStateJson } from "#lib/api/graph.ts";
import type { KindState } from "#lib/cluster/kindstate.ts";
import { engineJson, notEnforcedText } from "#lib/describe/engine.ts";
import type { Context } from "#lib/check/context.ts";

/** One revision of one cluster, as views are made of it. */
export interface ClusterState {
  readonly id: string;
  readonly context: Context;
  readonly revision: number;
  /** When the input was read; RFC 3339, UTC. */
  readonly readAt: string;
  /** When the newest change of a live cluster was learnt, which may be after all was last proved; RFC 3339, UTC. */
  readonly becameAt?: string;
  /** Of a past state, as it was asked for. */
  readonly at?: string;
  /** Of a live cluster. */
  readonly kinds?: readonly KindState[];
  readonly warnings?: readonly string[];
}

/** When the facts were true: the capture's time, else when they were read. */
export const asOf = ({ context, readAt }: ClusterState): string => context.snapshot.cluster?.capturedAt ?? readAt;

/** What links of this state carry: at an earlier time it was another one. */
export function linkedAt(state: ClusterState): string {
  const { readAt, becameAt = readAt } = state;
  return Date.parse(becameAt) > Date.parse(readAt) ? becameAt : readAt;
}

export function clusterJson(state: ClusterState): ClusterJson {
  const { cluster, problems } = state.context.snapshot;
  const name = cluster?.name ?? state.id;
  return {
    id: state.id,
    name,
    title: [name, cluster?.region, cluster?.version].filter((part) => part !== undefined).join(" · "),
    region: cluster?.region ?? null,
    version: cluster?.version ?? null,
    summary: cluster?.summary ?? null,
    engine: engineJson(state.context),
    kinds: (state.kinds ?? []).map(kindStateJson),
    warnings: [...(state.warnings ?? []), ...[notEnforcedText(state.context)].filter((text) => text !== undefined)],
    revision: state.revision,
    asOf: asOf(state),
    readAt: linkedAt(state),
    at: state.at ?? null,
    problems: problems.length,
  };
}

function kindStateJson({ state, asOf: until, ...rest }: KindState): KindStateJson {
  return {
    ...rest,
    asOf: until ?? null,
    state: state.kind,
    expected: state.kind === "loading" ? (state.expected ?? null) : null,
    why: "why" in state ? (state.why ?? "") : "",
    retryAt: "retryAt" in state ? (state.retryAt ?? null) : null,
  };
}
