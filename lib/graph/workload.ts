import type { WorkloadJson } from "#lib/api/pages.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import type { Context } from "#lib/check/context.ts";
import { count } from "#lib/describe/words.ts";
import { selectedText, tierText } from "#lib/describe/policies.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { kindOf } from "#lib/source/identity.ts";
import type { JudgedConnection } from "./connections.ts";
import { isOpen, limitedBy } from "./nodes.ts";
import { byObject, directionsOf, inOrder, ruleCount } from "./policies.ts";
import { type ClusterState, clusterJson } from "./state.ts";

/** One workload's page: who it is, what limits it, and every declared connection in both directions. */
export function workloadJson(workload: WorkloadView, state: ClusterState, judged: readonly JudgedConnection[]): WorkloadJson {
  const { id, namespace, workloadKind, name, replicas, inhabitants } = workload;
  const facts = inhabitants.map(({ fact }) => fact);
  const pods = facts.filter((fact) => fact.kind === "pod");
  const labels = facts[0]?.labels ?? new Map<string, string>();
  return {
    cluster: clusterJson(state),
    id,
    namespace,
    kind: workloadKind,
    name,
    replicas,
    images: [...new Set(facts.flatMap(({ images }) => images))],
    nodes: [...new Set(pods.flatMap(({ node }) => node ?? []))],
    addresses: inhabitants.flatMap(({ addresses }) => addresses.map(({ text }) => text)),
    labels: [...labels].map(([key, value]) => ({ key, value })),
    hostNetwork: facts.some(({ hostNetwork }) => hostNetwork),
    pods: pods.map((pod) => pod.name),
    egressLimitedBy: limitedBy(workload, "egress", state.context),
    ingressLimitedBy: limitedBy(workload, "ingress", state.context),
    egressOpen: isOpen(workload, "egress", state.context),
    ingressOpen: isOpen(workload, "ingress", state.context),
    policies: selecting(workload, state.context),
    outgoing: judged.map(({ json }) => json).filter(({ from }) => from === id),
    incoming: judged.map(({ json }) => json).filter(({ target }) => target === id),
    notes: notesOf(workload, state.context),
  };
}

function selecting({ inhabitants }: WorkloadView, { policies: compiled }: Context): WorkloadJson["policies"] {
  const policies = new Set(inhabitants.flatMap(({ party }) => compiled.selecting(party).map(({ policy }) => policy)));
  return byObject([...policies].toSorted(inOrder)).map((same) => {
    const [policy] = same;
    const selector = [...new Set(same.map(selectedText))].join(" or ");
    return { policy: policyId(policy.ref), kind: kindOf(policy.ref), tier: tierText(policy), directions: directionsOf(same), selector, rules: ruleCount(same), line: policy.place.line };
  });
}

/** What a reader of the page should know before trusting an empty list. */
function notesOf({ inhabitants }: WorkloadView, { policies }: Context): string[] {
  const host = inhabitants.some(({ party }) => party.hostNetwork);
  const unplaced = inhabitants.filter(({ fact }) => fact.kind === "pod" && fact.node === undefined).length;
  const differ = new Set(inhabitants.map(({ party }) => policies.selecting(party).map(({ policy }) => policyId(policy.ref)).join(" "))).size > 1;
  return [
    ...(host ? ["It runs in its node's network: no policy selects it, and its traffic counts as the node's."] : ["Traffic between a pod and its own node, such as the kubelet's probes, is always allowed by the API."]),
    ...(differ ? ["Its pods differ in labels, and not the same policies select all of them."] : []),
    ...(unplaced > 0 && !host ? [`The node of ${count(unplaced, "pod")} is not known.`] : []),
  ];
}
