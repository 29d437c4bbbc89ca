import type { GraphJson } from "#lib/api/graph.ts";
import type { CheckJson, ClustersJson, DestinationsJson, PoliciesJson, PolicyJson, WorkloadJson } from "#lib/api/pages.ts";
import { answer } from "#lib/check/answer.ts";
import { readAsked } from "#lib/check/asked.ts";
import type { Question } from "#lib/check/question.ts";
import { workloadId, KIND_WORDS, isKindWord } from "#lib/cluster/kinds.ts";
import { checkJson } from "#lib/graph/check.ts";
import { destinationRows } from "#lib/graph/destinations.ts";
import { buildGraph } from "#lib/graph/graph.ts";
import { policyDetail, policySummaries } from "#lib/graph/policies.ts";
import { problemJson } from "#lib/graph/problems.ts";
import { type ClusterState, asOf, clusterJson } from "#lib/graph/state.ts";
import { workloadJson } from "#lib/graph/workload.ts";
import { kindOf } from "#lib/source/identity.ts";
import { checkPath } from "#lib/url/paths.ts";
import { clusterOf, countEvaluations, judgedConnections, runtime } from "./clusters/runtime.ts";
import { ViewError } from "./viewerror.ts";

/** What pages and routes ask. Each answer is of one revision; all throw ViewError for what does not exist. */
export async function listClusters(): Promise<ClustersJson> {
  const { clusters } = await runtime();
  return { clusters: clusters.map(({ state }) => clusterJson(state)) };
}

export async function viewGraph(cluster: string): Promise<GraphJson> {
  const state = await stateOf(cluster);
  return buildGraph(state, await judgedConnections(state));
}

/** @param id kind as in ids: pod, deploy, sts … */
export async function viewWorkload(cluster: string, { namespace, kind, name }: { readonly namespace: string; readonly kind: string; readonly name: string }): Promise<WorkloadJson> {
  const state = await stateOf(cluster);
  const { workloads } = state.context.snapshot.residents;
  const id = workloadId(namespace, isKindWord(kind) ? KIND_WORDS[kind] : kind, name);
  const workload = workloads.find((one) => one.id === id) ?? workloads.find(({ inhabitants }) => inhabitants.some((inhabitant) => inhabitant.id === id));
  if (!workload) throw new ViewError("not_found", `there is no ${kind} ${namespace}/${name}`, "id");
  return workloadJson(workload, state, await judgedConnections(state));
}

/** @param origin where people reach this server: the links in texts carry the verdict and its time, so that they stay true */
export async function viewCheck(cluster: string, query: { readonly from: string; readonly to: string; readonly port: string; readonly protocol: string }, origin: string): Promise<CheckJson> {
  const state = await stateOf(cluster);
  const answered = answer(readQuestion(query), state.context);
  await countEvaluations(1);
  const { protocol: proto, ...ends } = query;
  return checkJson(answered, state, origin + checkPath(cluster, { ...ends, proto, was: answered.code, asof: asOf(state) }));
}

export async function viewPolicies(cluster: string): Promise<PoliciesJson> {
  const state = await stateOf(cluster);
  const policies = policySummaries(state.context, await judgedConnections(state));
  return { cluster: clusterJson(state), policies: [...policies], problems: state.context.snapshot.problems.map(problemJson) };
}

/** @param kind needed only where two kinds share a name */
export async function viewPolicy(cluster: string, namespace: string, name: string, kind: string | undefined): Promise<PolicyJson> {
  const state = await stateOf(cluster);
  const { policyFacts, notEvaluated } = state.context.snapshot;
  const all = [...policyFacts.filter(({ reading }) => reading.kind !== "support").map((fact) => ({ fact, ref: fact.reading.ref })), ...notEvaluated.map((fact) => ({ fact, ref: fact.ref }))];
  const home = namespace === "_cluster" ? "" : namespace;
  const found = all.find(({ ref }) => ref.namespace === home && ref.name === name && (kind === undefined || kindOf(ref) === kind));
  if (!found) throw new ViewError("not_found", `there is no policy ${namespace}/${name}`, "name");
  return { cluster: clusterJson(state), ...policyDetail(found.fact, state.context, await judgedConnections(state)) };
}

export async function viewDestinations(cluster: string): Promise<DestinationsJson> {
  const state = await stateOf(cluster);
  return { cluster: clusterJson(state), destinations: destinationRows(state.context, await judgedConnections(state)) };
}

const stateOf = async (cluster: string): Promise<ClusterState> => (await clusterOf(cluster)).state;

/** The API names the first fault; pages show all of them. @throws ViewError */
function readQuestion(query: Parameters<typeof viewCheck>[1]): Question {
  const asked = readAsked(query);
  if (asked.kind === "question") return asked.question;
  const [field, message] = Object.entries(asked.faults)[0] ?? ["from", "the question makes no sense"];
  throw new ViewError("bad_request", message, field);
}
