import type { RevisionJson } from "#lib/api/history.ts";
import type { WorkloadJson } from "#lib/api/pages.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import type { Context } from "#lib/check/context.ts";
import { writeYaml } from "#lib/cluster/documents/yaml/write.ts";
import { writeFact } from "#lib/cluster/write/fact.ts";
import { keeperText } from "#lib/describe/author.ts";
import { podGone } from "#lib/describe/gone.ts";
import { selectedText, tierText } from "#lib/describe/policies.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { count } from "#lib/describe/words.ts";
import { workloadCommands } from "#lib/describe/workloadkubectl.ts";
import type { Policy } from "#lib/policy/algebra.ts";
import type { Selector } from "#lib/policy/selector.ts";
import { identityOf, kindOf } from "#lib/source/identity.ts";
import type { JudgedConnection } from "./connections.ts";
import { isOpen, limitedBy } from "./limits.ts";
import { partsOf } from "./parts.ts";
import { byObject, directionsOf, inOrder, ruleCount } from "./policies.ts";
import { removalOf } from "./removal.ts";
import { type ClusterState, clusterJson } from "./state.ts";

/** What the stored history tells of a workload. */
export interface WorkloadPast {
  /** When connections got the verdict that they have, RFC 3339, by id. */
  readonly changedAt: ReadonlyMap<string, string>;
  readonly changes: readonly RevisionJson[];
}

/** The pod by which somebody came, and when it went, RFC 3339; `gone` absent: it is there. */
export interface AskedPod {
  readonly name: string;
  readonly gone?: { readonly at: string | undefined };
}

export const NO_PAST: WorkloadPast = { changedAt: new Map(), changes: [] };

/** One workload's page: who it is, what limits it, and every declared connection in both directions. */
export function workloadJson(workload: WorkloadView, state: ClusterState, judged: readonly JudgedConnection[], past: WorkloadPast = NO_PAST, asked?: AskedPod): WorkloadJson {
  const { context } = state;
  const { id, namespace, workloadKind, name, replicas, inhabitants } = workload;
  const facts = inhabitants.map(({ fact }) => fact);
  const pods = facts.filter((fact) => fact.kind === "pod");
  const labels = facts[0]?.labels ?? new Map<string, string>();
  const own = judged.filter(({ json }) => json.from === id || json.target === id);
  const outgoing = own.filter(({ json }) => json.from === id);
  const policies = selecting(workload, context);
  const dated = ({ json }: JudgedConnection): WorkloadJson["outgoing"][number] => ({ ...json, changedAt: past.changedAt.get(json.id) ?? null });
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
    asked: asked ? { pod: asked.name, gone: asked.gone ? podGone(asked.name, asked.gone.at, { kind: workloadKind, name }) : null } : null,
    egressLimitedBy: limitedBy(workload, "egress", context),
    ingressLimitedBy: limitedBy(workload, "ingress", context),
    egressOpen: isOpen(workload, "egress", context),
    ingressOpen: isOpen(workload, "ingress", context),
    policies: policies.map((same, index) => ({ ...selectingJson(same, workload, context), removal: index < MOST_REMOVALS ? removalOf(same, workload, context, own, Math.min(policies.length, MOST_REMOVALS)) : null })),
    parts: partsOf(workload, context, outgoing),
    outgoing: outgoing.map(dated),
    incoming: own.filter(({ json }) => json.target === id).map(dated),
    changes: [...past.changes],
    kubectl: workloadCommands({ namespace, labels, pods: pods.map((pod) => pod.name), policies: policies.map(([{ ref }]) => ref), outgoing: outgoing.map(({ json }) => json).toSorted(blockedFirst) }),
    yaml: yamlOf(workload, context),
    notes: notesOf(workload, context),
  };
}

/** Policies that are judged away; a pod that more select is a test's. */
const MOST_REMOVALS = 12;

const blockedFirst = (a: { readonly verdict: string }, b: { readonly verdict: string }): number => Number(b.verdict === "deny") - Number(a.verdict === "deny");

/** The policies that select any of its pods, by their objects, as they are asked. */
function selecting({ inhabitants }: WorkloadView, { policies: compiled }: Context): ReturnType<typeof byObject> {
  const policies = new Set(inhabitants.flatMap(({ party }) => compiled.selecting(party).map(({ policy }) => policy)));
  return byObject([...policies].toSorted(inOrder));
}

function selectingJson(same: readonly [Policy, ...Policy[]], workload: WorkloadView, { snapshot, policies }: Context): Omit<WorkloadJson["policies"][number], "removal"> {
  const [policy] = same;
  const fact = snapshot.policyFacts.find(({ reading }) => identityOf(reading.ref) === identityOf(policy.ref));
  const others = snapshot.residents.workloads.filter(({ id, inhabitants }) => id !== workload.id && inhabitants.some(({ party }) => policies.selecting(party).some((one) => same.includes(one.policy))));
  return {
    policy: policyId(policy.ref),
    kind: kindOf(policy.ref),
    tier: tierText(policy),
    directions: directionsOf(same),
    selector: [...new Set(same.map(selectedText))].join(" or "),
    labels: [...new Set(same.flatMap(({ subject }) => keysOf(subject.pods)))],
    rules: ruleCount(same),
    line: policy.place.line,
    created: fact?.origin?.created ?? null,
    owner: fact?.origin?.owner ?? null,
    keptBy: fact?.author?.keptBy ? keeperText(fact.author.keptBy) : null,
    elsewhere: others.length,
  };
}

/** The keys of a pod's own labels that a selector asks for. */
const keysOf = (selector: Selector): readonly string[] =>
  selector.flatMap((requirement) => (requirement.operator === "AnyOf" ? requirement.alternatives.flatMap(keysOf) : requirement.of === undefined ? [requirement.key] : []));

/** What was read of it: its template where that is in the input, else its first pod. */
function yamlOf({ namespace, workloadKind, name, inhabitants }: WorkloadView, { snapshot }: Context): string {
  const template = snapshot.facts.find((fact) => fact.kind === "workload" && fact.namespace === namespace && fact.workloadKind === workloadKind && fact.name === name);
  const fact = template ?? inhabitants[0]?.fact;
  const written = fact && writeFact(fact);
  return written?.kind === "manifest" ? writeYaml(written.manifest).text : "";
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
