import fc from "fast-check";
import { ENGINE_NAMES, type EngineName } from "#lib/policy/engines.ts";
import * as admin from "./admin.random.fixture.ts";
import * as calico from "./calico.random.fixture.ts";
import * as cilium from "./cilium.random.fixture.ts";
import * as plain from "./random.fixture.ts";
import { servicesSituations } from "./services.random.fixture.ts";

/** A cluster, and questions about it as ids. */
export interface Situation {
  readonly documents: readonly string[];
  readonly calls: readonly (readonly [string, string])[];
  readonly engine: EngineName;
}

/** Each pod is asked about by its name, and by its address as well. */
function idsOf(end: { readonly ip: string; readonly namespace?: string; readonly node?: string }, pods: readonly object[]): { readonly from: readonly string[]; readonly to: readonly string[] } {
  const id = end.namespace === undefined ? (end.node === undefined ? [] : [`node:${end.node}`]) : [`${end.namespace}/pod/p${pods.indexOf(end)}`];
  return { from: [...id, `ip:${end.ip}`], to: [...id, `[${end.ip}]`] };
}

interface Call {
  readonly from: Parameters<typeof idsOf>[0];
  readonly to: Parameters<typeof idsOf>[0];
  readonly port: number;
  readonly protocol: string;
}

const asIds = (calls: readonly Call[], pods: readonly object[]): Situation["calls"] =>
  calls.flatMap(({ from, to, port, protocol }) => idsOf(from, pods).from.flatMap((source) => idsOf(to, pods).to.map((target) => [source, `${target}:${port}/${protocol}`] as const)));

export const CORE = ["/Pod", "*/Namespace", "/Service", "*/Node", "/ServiceAccount", "discovery.k8s.io/EndpointSlice", "networking.k8s.io/NetworkPolicy"] as const;
export const SPACES = plain.NAMESPACES;

export interface Family {
  readonly name: string;
  readonly situations: fc.Arbitrary<Situation>;
  readonly kinds: readonly string[];
}

const anyEngine = fc.constantFrom(...ENGINE_NAMES);

/** Random clusters of every dialect, with questions about them. */
export const FAMILIES: readonly Family[] = [
  {
    name: "Services",
    kinds: CORE,
    situations: fc.tuple(servicesSituations, anyEngine).map(([situation, engine]) => ({ ...situation, engine })),
  },
  {
    name: "NetworkPolicies",
    kinds: CORE,
    situations: plain.clusters.chain((raw) => fc.tuple(fc.array(plain.callsIn(raw), { minLength: 3, maxLength: 6 }), anyEngine).map(([calls, engine]) => ({ documents: plain.documentsOf(raw), calls: asIds(calls, raw.pods), engine }))),
  },
  {
    name: "Admin and Baseline policies",
    kinds: [...CORE, "*policy.networking.k8s.io/ClusterNetworkPolicy", "*policy.networking.k8s.io/AdminNetworkPolicy", "*policy.networking.k8s.io/BaselineAdminNetworkPolicy"],
    situations: admin.adminClusters.chain((raw) => fc.tuple(fc.array(admin.callsIn(raw), { minLength: 3, maxLength: 6 }), fc.constantFrom<EngineName>("kubernetes", "ovn-kubernetes", "calico")).map(([calls, engine]) => ({
      // A documentation address is taken to be nobody's in the cluster: the node gets another.
      documents: admin.adminDocumentsOf(raw).map((text) => text.replaceAll("203.0.113.101", "198.18.0.101")), engine,
      calls: asIds(calls, raw.pods).map(([from, to]) => [from.replace("203.0.113.101", "198.18.0.101"), to.replace("203.0.113.101", "198.18.0.101")] as const),
    }))),
  },
  {
    name: "Cilium's policies",
    kinds: [...CORE, "cilium.io/CiliumNetworkPolicy", "*cilium.io/CiliumClusterwideNetworkPolicy", "*cilium.io/CiliumCIDRGroup"],
    situations: cilium.situations.map(([raw, calls]) => ({ documents: cilium.everyDocument(raw), calls: asIds(calls.slice(0, 4), raw.pods), engine: "cilium" })),
  },
  {
    name: "Calico's policies",
    kinds: [...CORE, "projectcalico.org/NetworkPolicy", "*projectcalico.org/GlobalNetworkPolicy", "projectcalico.org/NetworkSet", "*projectcalico.org/GlobalNetworkSet", "*projectcalico.org/Tier", "projectcalico.org/StagedNetworkPolicy"],
    situations: calico.situations.map(([raw, calls]) => ({ documents: calico.everyDocument(raw), calls: asIds(calls.slice(0, 4), raw.pods), engine: "calico" })),
  },
];
