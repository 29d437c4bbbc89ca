import type { Frozen } from "#lib/api/frozen.ts";
import type { Answer } from "#lib/check/answer.ts";
import { capture } from "#lib/check/capture.ts";
import type { Context } from "#lib/check/context.ts";
import type { Judged } from "#lib/check/pairs.ts";
import { writeYaml } from "#lib/cluster/documents/yaml/write.ts";
import type { ClusterInfo, Fact, Pod, Workload } from "#lib/cluster/facts.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { count } from "#lib/describe/words.ts";
import type { Address } from "#lib/net/address.ts";
import { groupOf } from "#lib/source/object.ts";
import { candidatesOf, judgedIn, targetsOf } from "./rests.ts";

/** A DaemonSet's pods are alike: the first of them show what was judged. */
const MOST_PODS = 12;

type FrozenPolicies = Frozen["policies"];

/**
 * YAML of what a verdict rests on beside its policies: the ends, their namespaces, Services and slices, the resolver, the
 * cluster, and the sets and tiers that the policies refer to. @param name of the cluster
 */
export function factsOf(answer: Answer, policies: FrozenPolicies, name: string, at: string): readonly string[] {
  const judged = judgedIn(answer);
  const all = [...new Set(candidatesOf(judged).flatMap(({ inhabitant }) => (inhabitant ? [inhabitant.fact] : [])))];
  const ends = all.slice(0, MOST_PODS);
  const { context } = answer;
  const chosen = new Set<Fact>([...clusterFacts(answer, policies), ...around(ends, nodesIn(judged), context), ...ends, ...servicesOf(answer, context), ...supportsOf(policies, context)]);
  const restricted: Context = { ...context, snapshot: new Snapshot([...chosen].map(withoutCalls), []), lookedUp: lookedUpFor(answer, policies) };
  const texts = capture(restricted, { name, at }).map((manifest) => writeYaml(manifest).text);
  const left = all.length - ends.length;
  return left === 0 ? texts : [...texts, `# ${count(left, "more pod")} of the same kind\n`];
}

/** What somebody calls besides is nobody's business here. */
const withoutCalls = (fact: Fact): Fact => (fact.kind === "pod" || fact.kind === "workload" ? { ...fact, calls: [], configMaps: [] } : fact);

/** Whether what is told of a name tells of this connection: the name was asked for, a rule names it, or one of its addresses was met. */
function concerns(answer: Answer, policies: FrozenPolicies): (host: string, addresses: readonly Address[]) => boolean {
  const { question, resolved } = answer;
  const met = new Set(judgedIn(answer).flatMap(({ explanation: { connection } }) => [connection.source.address.text, connection.target.address.text]));
  return (host, addresses) => host === resolved?.host || (question.to.kind === "host" && host === question.to.host) || addresses.some(({ text }) => met.has(text)) || policies.some(({ yaml }) => patternsOf(host).some((pattern) => yaml.includes(pattern)));
}

/** What somebody wrote about the cluster says nothing of a connection. */
function withoutSummary(fact: ClusterInfo): ClusterInfo {
  const { name, region, version, engine, engineUncertain, serves, podCidrs, capturedAt, unreadable, resolved } = fact;
  return {
    kind: "cluster", name, podCidrs, unreadable, resolved,
    ...(region !== undefined && { region }), ...(version !== undefined && { version }), ...(engine !== undefined && { engine }), ...(engineUncertain !== undefined && { engineUncertain }), ...(serves && { serves }), ...(capturedAt !== undefined && { capturedAt }),
  };
}

/** `api.stripe.com`, `*.stripe.com`, `*.com`. */
const patternsOf = (host: string): readonly string[] => host.split(".").map((_, index, labels) => (index === 0 ? host : `*.${labels.slice(index).join(".")}`));

function lookedUpFor(answer: Answer, policies: FrozenPolicies): Context["lookedUp"] {
  const isAbout = concerns(answer, policies);
  return new Map([...answer.context.lookedUp].filter(([host, said]) => isAbout(host, said.kind === "resolved" ? said.addresses : [])));
}

/** The Cluster object and the catalogue, as far as they tell of this connection. */
function clusterFacts(answer: Answer, policies: FrozenPolicies): readonly Fact[] {
  const isAbout = concerns(answer, policies);
  return answer.context.snapshot.facts.flatMap((fact): readonly Fact[] => {
    if (fact.kind === "cluster") return [{ ...withoutSummary(fact), resolved: fact.resolved.filter(({ host, addresses }) => isAbout(host, addresses)) }];
    return fact.kind === "destination" && fact.target.kind === "host" && isAbout(fact.target.host, fact.addresses) ? [{ ...fact, usedBy: [] }] : [];
  });
}

/** Tiers and evidence of an API whose policies are in it, and the sets that these could mean by name or label. */
function supportsOf(policies: FrozenPolicies, { snapshot }: Context): readonly Fact[] {
  const wanted = new Set(policies.map(({ id }) => id));
  const groups = new Set(snapshot.policyFacts.filter(({ reading }) => wanted.has(policyId(reading.ref))).map(({ reading }) => groupOf(reading.ref.apiVersion).replace(/^crd\./, "")));
  return snapshot.policyFacts.filter(({ reading }) => {
    if (reading.kind !== "support" || !groups.has(groupOf(reading.ref.apiVersion).replace(/^crd\./, ""))) return false;
    return reading.supports.every((support) => support.kind !== "address-list" || policies.some(({ yaml }) => [reading.ref.name, ...support.labels.values()].some((word) => yaml.includes(word))));
  });
}

const nodesIn = (judged: readonly Judged[]): readonly string[] => candidatesOf(judged).flatMap(({ party }) => (party.kind === "node" ? [party.name] : []));

/** Namespaces, accounts, owners and nodes of the ends: what policies select them by. */
function around(ends: readonly (Pod | Workload)[], met: readonly string[], { snapshot }: Context): readonly Fact[] {
  const spaces = new Set(ends.map(({ namespace }) => namespace));
  const owners = new Set(ends.flatMap((end) => (end.owner ? [`${end.namespace}/${end.owner.kind}/${end.owner.name}`] : [])));
  const accounts = new Set(ends.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`));
  const nodes = new Set([...met, ...ends.flatMap((end) => (end.kind === "pod" && end.node !== undefined ? [end.node] : []))]);
  return snapshot.facts.filter((fact) => {
    switch (fact.kind) {
      case "namespace":
        return spaces.has(fact.name);
      case "service-account":
        return accounts.has(`${fact.namespace}/${fact.name}`);
      case "ownership":
        return owners.has(`${fact.namespace}/${fact.childKind}/${fact.childName}`);
      case "workload":
        return owners.has(`${fact.namespace}/${fact.workloadKind}/${fact.name}`);
      case "node":
        return nodes.has(fact.name);
      default:
        return false;
    }
  });
}

/** Services that were dialled, each with its slices as far as its pods are told, and the nodes that were entered. */
function servicesOf(answer: Answer, { known }: Context): readonly Fact[] {
  const targets = targetsOf(judgedIn(answer));
  const services = new Set(targets.flatMap(({ via }) => (via ? [via] : [])));
  const named = answer.question.to.kind === "service" ? known.service(answer.question.to.namespace, answer.question.to.name) : undefined;
  if (named) services.add(named);
  const nodes = targets.flatMap(({ entry }) => (entry ? [entry] : []));
  return [...[...services].flatMap((service) => [service, ...(known.slicesOf(service) ?? []).map((slice) => ({ ...slice, endpoints: slice.endpoints.slice(0, MOST_PODS) }))]), ...new Set(nodes)];
}
