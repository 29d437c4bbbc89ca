import type { ClusterJson } from "#lib/api/graph.ts";
import { notEnforcedText as unenforced } from "#lib/describe/engine.ts";
import { type VerdictCounts, mapHeadline, notEnforcedText, notEvaluatedText } from "#lib/describe/maptexts.ts";
import { byObject } from "#lib/graph/policies.ts";
import { kindOf, qualifiedName } from "#lib/source/identity.ts";
import type { Topology } from "./topology.ts";

/** What can be said of a cluster whatever is drawn of it. */
export interface Overview {
  readonly headline: string;
  /** Kinds of policies that take no part, as sentences. */
  readonly apart: readonly string[];
  /** Surely no policy limits anything. */
  readonly everythingOpen: boolean;
}

export function overviewOf({ context, judged, cards }: Topology, cluster: ClusterJson): Overview {
  const counts = judged.reduce<VerdictCounts>((sum, { json }) => ({
    ...sum,
    ...(json.verdict !== "allow" && { [json.verdict]: sum[json.verdict] + 1 }),
    total: sum.total + 1,
    watchedAllowed: sum.watchedAllowed + (json.watched !== null && json.verdict === "allow" ? 1 : 0),
  }), { deny: 0, partial: 0, unknown: 0, total: 0, watchedAllowed: 0 });
  const groups = [...cards.values()].filter(({ workload }) => workload !== null);
  return {
    headline: mapHeadline(counts, context.policies.all.length > 0 || context.snapshot.notEvaluated.some(({ couldChange }) => couldChange !== "none"), cluster, unenforced(context)),
    apart: [...notEvaluated({ context, judged }), ...notEnforced({ context }, cluster)],
    everythingOpen: groups.length > 0 && groups.every(({ egressOpen, ingressOpen }) => egressOpen && ingressOpen),
  };
}

/** A verdict that waits for several objects of a kind counts for each. */
function notEvaluated({ context, judged }: Pick<Topology, "context" | "judged">): readonly string[] {
  const objects = context.snapshot.notEvaluated.filter(({ couldChange }) => couldChange !== "none");
  const waiting = new Map<string, number>();
  for (const { awaits } of judged) {
    for (const key of new Set(awaits.map((policy) => `${policy.kind} ${qualifiedName(policy)}`))) waiting.set(key, (waiting.get(key) ?? 0) + 1);
  }
  return grouped(objects.map(({ ref }) => ref)).map(([first, ...others]) => notEvaluatedText(first, others.length + 1, [first, ...others].reduce((sum, ref) => sum + (waiting.get(`${ref.kind} ${qualifiedName(ref)}`) ?? 0), 0)));
}

const notEnforced = ({ context }: Pick<Topology, "context">, { engine }: ClusterJson): readonly string[] => grouped(byObject(context.policies.notEnforced).map(([{ ref }]) => ref)).map(([first, ...others]) => notEnforcedText(first, others.length + 1, engine.name));

/** By kind, in the order of their names. */
const grouped = <One extends Parameters<typeof kindOf>[0]>(refs: readonly One[]): readonly (readonly [One, ...One[]])[] =>
  [...Map.groupBy(refs, kindOf)].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, [first, ...others]]) => (first === undefined ? [] : [[first, ...others] as const]));
