import { clusterJson } from "#lib/graph/state.ts";
import { judgedConnections, runtime } from "./clusters/runtime.ts";

/** What the process knows about itself, for /metrics and /readyz. */
export interface Observed {
  readonly ready: boolean;
  readonly watched: readonly { readonly cluster: string; readonly name: string; readonly verdict: string }[];
  readonly sources: readonly { readonly cluster: string; readonly ageSeconds: number; readonly up: boolean }[];
  readonly problems: readonly { readonly cluster: string; readonly severity: string; readonly count: number }[];
  readonly evaluations: number;
}

export async function observe(): Promise<Observed> {
  const { clusters, evaluations } = await runtime();
  const states = clusters.map(({ state }) => state);
  const watched = await Promise.all(states.map(async (state) => (await judgedConnections(state)).flatMap(({ json }) => (json.watched === null ? [] : [{ cluster: state.id, name: json.watched, verdict: json.verdict }]))));
  return {
    ready: true,
    watched: watched.flat(),
    sources: clusters.map(({ state, up }) => ({ cluster: state.id, ageSeconds: (Date.now() - Date.parse(state.readAt)) / 1000, up })),
    problems: states.flatMap((state) => {
      const { problems } = state.context.snapshot;
      return (["error", "warning"] as const).map((severity) => ({ cluster: clusterJson(state).id, severity, count: problems.filter((problem) => problem.severity === severity).length }));
    }),
    evaluations,
  };
}
