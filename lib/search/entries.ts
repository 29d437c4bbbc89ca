import type { FoundKind } from "#lib/api/search.ts";
import type { Address } from "#lib/net/address.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import type { Context } from "#lib/check/context.ts";
import { resolveName } from "#lib/check/names.ts";
import { policyId } from "#lib/describe/policyids.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import type { Policy } from "#lib/policy/algebra.ts";
import { kindOf } from "#lib/source/identity.ts";
import type { ObjectRef } from "#lib/source/object.ts";
import { type NamedBlock, blocksOf } from "./blocks.ts";

/** Something that can be found, as it is compared with what is sought. */
export interface Entry {
  readonly kind: FoundKind;
  readonly id: string;
  readonly title: string;
  readonly namespace: string | undefined;
  /** Deployment ×3, NetworkPolicy, External · Stripe; empty where the kind says all. */
  readonly what: string;
  /** In lower case: the name first. */
  readonly names: readonly string[];
  /** `key=value`. */
  readonly labels: readonly string[];
  readonly addresses: readonly Address[];
  readonly blocks: readonly NamedBlock[];
  readonly workload: string | undefined;
}

const NOTHING = { namespace: undefined, what: "", labels: [], addresses: [], blocks: [], workload: undefined } as const;

/** All that a search can find in one state of a cluster. */
export function entriesOf(context: Context, judged: readonly JudgedConnection[]): readonly Entry[] {
  const { snapshot } = context;
  const { workloads } = snapshot.residents;
  const policies = Map.groupBy(context.policies.all, ({ ref }) => policyId(ref));
  return [
    ...namespacesOf(context).map((name): Entry => ({ ...NOTHING, kind: "namespace", id: name, title: name, names: [name.toLowerCase()] })),
    ...workloads.map(workloadEntry),
    ...workloads.flatMap(podEntries),
    ...snapshot.services.map(({ namespace, name, addresses }): Entry => ({ ...NOTHING, kind: "service", id: `svc:${namespace}/${name}`, title: name, namespace, names: inNamespace(namespace, name, [`svc:${namespace}/${name}`, `${name}.${namespace}`]), addresses })),
    ...policyRefs(context).map((ref) => policyEntry(ref, policies.get(policyId(ref)) ?? [])),
    ...destinations(context, judged),
    ...[...snapshot.nodes.values()].map(({ name, addresses }): Entry => ({ ...NOTHING, kind: "node", id: `node:${name}`, title: name, names: [name.toLowerCase()], addresses })),
  ];
}

function namespacesOf({ snapshot, policies }: Context): readonly string[] {
  const told = snapshot.facts.flatMap((fact) => (fact.kind === "namespace" ? [fact.name] : []));
  return [...new Set([...told, ...snapshot.residents.workloads.map(({ namespace }) => namespace), ...policies.all.map(({ ref }) => ref.namespace)])].filter((name) => name !== "");
}

function workloadEntry({ id, namespace, name, workloadKind, replicas, inhabitants }: WorkloadView): Entry {
  const isPod = workloadKind === "Pod";
  const labels = new Set(inhabitants.flatMap(({ fact }) => [...fact.labels].map(([key, value]) => `${key}=${value}`)));
  const own = isPod ? inhabitants.flatMap(({ addresses, party }) => (party.hostNetwork ? [] : addresses)) : [];
  return { ...NOTHING, kind: "workload", id, title: name, namespace, what: isPod ? "Pod" : `${workloadKind} ×${String(replicas)}`, names: inNamespace(namespace, name, [id.toLowerCase()]), labels: [...labels], addresses: own };
}

/** A bare pod is a workload already. */
const podEntries = ({ id, workloadKind, inhabitants }: WorkloadView): readonly Entry[] =>
  workloadKind === "Pod"
    ? []
    : inhabitants.flatMap(({ fact, party, addresses }): readonly Entry[] =>
        fact.kind !== "pod" ? [] : [{ ...NOTHING, kind: "pod", id: `${fact.namespace}/pod/${fact.name}`, title: fact.name, namespace: fact.namespace, names: inNamespace(fact.namespace, fact.name), addresses: party.hostNetwork ? [] : addresses, workload: id }],
      );

function policyRefs({ snapshot }: Context): readonly ObjectRef[] {
  const judged = snapshot.policyFacts.flatMap(({ reading }) => (reading.kind === "support" ? [] : [reading.ref]));
  return [...judged, ...snapshot.notEvaluated.map(({ ref }) => ref)];
}

function policyEntry(ref: ObjectRef, policies: readonly Policy[]): Entry {
  const namespace = ref.namespace === "" ? undefined : ref.namespace;
  return { ...NOTHING, kind: "policy", id: policyId(ref), title: ref.name, namespace, what: kindOf(ref), names: inNamespace(ref.namespace, ref.name, [policyId(ref).toLowerCase()]), blocks: blocksOf(policies) };
}

/** What connections lead to outside of the cluster, and what the catalogue knows. */
function destinations(context: Context, judged: readonly JudgedConnection[]): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const fact of context.snapshot.facts) {
    if (fact.kind !== "destination") continue;
    const what = fact.provider === undefined ? "External" : `External · ${fact.provider}`;
    if (fact.target.kind === "host") found.set(`dns:${fact.target.host}`, hostEntry(fact.target.host, what, resolveName(fact.target.host, context).addresses.map(({ address }) => address)));
    else found.set(`cidr:${fact.target.cidr.text}`, blockEntry(fact.target.cidr, what));
  }
  for (const { json, declared } of judged) {
    const { to } = declared;
    if (!/^(dns|ip|cidr):/.test(json.target) || found.has(json.target)) continue;
    if (to.kind === "host") found.set(json.target, hostEntry(to.host, "External", resolveName(to.host, context).addresses.map(({ address }) => address)));
    if (to.kind === "address") found.set(json.target, { ...NOTHING, kind: "destination", id: json.target, title: to.address.text, what: "External", names: [to.address.text], addresses: [to.address] });
    if (to.kind === "cidr") found.set(json.target, blockEntry(to.cidr, "External"));
  }
  return [...found.values()];
}

const hostEntry = (host: string, what: string, addresses: readonly Address[]): Entry => ({ ...NOTHING, kind: "destination", id: `dns:${host}`, title: host, what, names: [host.toLowerCase(), `dns:${host}`], addresses });

const blockEntry = (cidr: Cidr, what: string): Entry => ({ ...NOTHING, kind: "destination", id: `cidr:${cidr.text}`, title: cidr.text, what, names: [cidr.text], blocks: [{ cidr, except: [] }] });

const inNamespace = (namespace: string, name: string, more: readonly string[] = []): readonly string[] => [name.toLowerCase(), `${namespace}/${name}`.toLowerCase(), ...more];
