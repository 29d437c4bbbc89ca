import type { ClustersJson, CheckJson, DestinationsJson, PoliciesJson, PolicyJson, WorkloadJson } from "#lib/api/pages.ts";
import type { GraphJson } from "#lib/api/graph.ts";
import { GRAPHS, check, destinations, policies, policyPage, workload } from "./fixture.ts";
import { ViewError } from "./viewerror.ts";

function graphOf(cluster: string): GraphJson {
  const graph = GRAPHS.find((one) => one.cluster.id === cluster);
  if (graph === undefined) throw new ViewError("not_found", `there is no cluster \`${cluster}\``, "cluster");
  return graph;
}

export async function listClusters(): Promise<ClustersJson> {
  return { clusters: GRAPHS.map(({ cluster }) => cluster) };
}

export async function viewGraph(cluster: string): Promise<GraphJson> {
  return graphOf(cluster);
}

export async function viewWorkload(cluster: string, { namespace, kind, name }: { readonly namespace: string; readonly kind: string; readonly name: string }): Promise<WorkloadJson> {
  const graph = graphOf(cluster);
  const found = graph.nodes.find(({ id }) => id === `${namespace}/${kind}/${name}`);
  if (found === undefined) throw new ViewError("not_found", `there is no ${kind} ${namespace}/${name}`, "id");
  return workload(graph, found);
}

export async function viewCheck(cluster: string, query: { readonly from: string; readonly to: string; readonly port: string; readonly protocol: string }, link: { readonly url: string }): Promise<CheckJson> {
  const graph = graphOf(cluster);
  if (!/^\d+$/.test(query.port)) throw new ViewError("bad_request", `\`${query.port}\` is no port`, "port");
  const found = graph.connections.find(({ from, to }) => from === query.from && to === query.to);
  if (found === undefined) throw new ViewError("bad_request", `\`${query.from}\` names nothing in this cluster`, "from");
  return check(graph, found, link.url);
}

export async function viewPolicies(cluster: string): Promise<PoliciesJson> {
  return policies(graphOf(cluster));
}

export async function viewPolicy(cluster: string, namespace: string, name: string, _kind: string | undefined): Promise<PolicyJson> {
  const graph = graphOf(cluster);
  const found = graph.policies.find(({ id }) => id === `policy:${namespace}/${name}`);
  if (found === undefined) throw new ViewError("not_found", `there is no policy ${namespace}/${name}`, "name");
  return policyPage(graph, found);
}

export async function viewDestinations(cluster: string): Promise<DestinationsJson> {
  return destinations(graphOf(cluster));
}

export function subscribe(cluster: string, onRevision: (revision: number) => void): () => void {
  onRevision(graphOf(cluster).cluster.revision);
  return () => undefined;
}
