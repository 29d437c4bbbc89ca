import type { Tier } from "./algebra.ts";
import type { DeclaredPort } from "./endpoint.ts";
import { type LabelFilter, CILIUM_IDENTITY } from "./labelfilter.ts";
import { NETWORK_POLICY } from "./standardtiers.ts";

/**
 * What engines do differently, each a named switch with the section of the semantics paper that it comes from. A switch
 * is read where the difference bites and nowhere else. Which kinds an engine enforces is the dialects' to say.
 */
export interface Engine {
  /** `none`: no policy is enforced. */
  readonly name: EngineName | "none";
  readonly title: string;
  /** Does an ipBlock match the address of a pod? §1.6: Kubernetes' conformance tests expect it, Cilium knows pods by identity only. */
  readonly ipBlockMatchesPods: boolean;
  /** Does an ipBlock match the address of a node? §1.6 */
  readonly ipBlockMatchesNodes: boolean;
  /** Does the `except` of one rule override the block of another, the longest prefix winning? §1.6 */
  readonly exceptOverrides: boolean;
  /** What egress rules see of a call to a Service: the backend, or the Service's own address. §1.9 */
  readonly egressSees: "backend" | "service";
  readonly namedPorts: NamedPorts;
  /** Is traffic to and from the pod's own node free? §1.8: the documentation says yes for both; some engines police egress. */
  readonly ownNodeIsFree: { readonly egress: boolean; readonly ingress: boolean };
  /** Is that so whatever the tier? §4.7: Calico never polices what a node sends to its pods; elsewhere it is NetworkPolicy's. */
  readonly ownNodeIsFreeInEveryTier: boolean;
  /** Does a label peer that matches a pod in its node's network admit the node? §1.7 */
  readonly labelsAdmitNodes: boolean;
  /** Labels of pods that the engine leaves out of what it knows them by. §3.5 */
  readonly identity: LabelFilter;
  /** Where policies of one rank disagree: nobody can tell, or the name that sorts first wins. §2.5 */
  readonly ties: "open" | "by-name";
  /** Does it pass SCTP, as it is installed? §1.12 */
  readonly sctp: boolean;
  /** Where Kubernetes' NetworkPolicies have their place. §2.5, §4.6 */
  readonly networkPolicies: { readonly tier: Tier; readonly rank: number };
}

/** How the name of a port becomes a number. §1.5 */
export interface NamedPorts {
  readonly declaredBy: readonly DeclaredPort["by"][];
  /** Where a pod gives one name to several numbers; `last`: of all protocols. */
  readonly twice: "all" | "first" | "last";
  /** Egress: under `one-number` a name is one number for every peer, or none where it stands for several anywhere in the cluster. */
  readonly egress: "each-pod" | "one-number";
  /** Whether a rule needs a label peer for a named port to count. */
  readonly onlyWithPods: boolean;
}

export const ENGINE_NAMES = ["kubernetes", "cilium", "calico", "ovn-kubernetes", "vpc-cni"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

const EVERY_PORT: NamedPorts = { declaredBy: ["container", "sidecar"], twice: "all", egress: "each-pod", onlyWithPods: false };
const BOTH = { egress: true, ingress: true };
const ONLY_INGRESS = { egress: false, ingress: true };

const AS_DOCUMENTED: Omit<Engine, "name" | "title"> = {
  ipBlockMatchesPods: true,
  ipBlockMatchesNodes: true,
  exceptOverrides: false,
  egressSees: "backend",
  namedPorts: EVERY_PORT,
  ownNodeIsFree: BOTH,
  ownNodeIsFreeInEveryTier: false,
  labelsAdmitNodes: false,
  identity: { leavesOut: [], keeps: [] },
  ties: "open",
  sctp: true,
  networkPolicies: { tier: NETWORK_POLICY, rank: 0 },
};

/** §4.6: Kubernetes' policies stand in Calico's tier `default` with the order 1000. */
export const CALICO_DEFAULT_TIER: Tier = { ...NETWORK_POLICY, name: "default", title: "tier default", order: "ranked", rankWord: "order" };

export const ENGINES: Readonly<Record<EngineName, Engine & { readonly name: EngineName }>> = {
  kubernetes: { ...AS_DOCUMENTED, name: "kubernetes", title: "the CNI" },
  cilium: {
    ...AS_DOCUMENTED, name: "cilium", title: "Cilium",
    ipBlockMatchesPods: false,
    ipBlockMatchesNodes: false,
    namedPorts: { ...EVERY_PORT, twice: "last", egress: "one-number" },
    ownNodeIsFree: ONLY_INGRESS,
    identity: CILIUM_IDENTITY,
    sctp: false,
  },
  calico: {
    ...AS_DOCUMENTED, name: "calico", title: "Calico",
    namedPorts: { ...EVERY_PORT, declaredBy: ["container", "sidecar", "init-container"] },
    ownNodeIsFree: ONLY_INGRESS,
    ownNodeIsFreeInEveryTier: true,
    ties: "by-name",
    networkPolicies: { tier: CALICO_DEFAULT_TIER, rank: 1000 },
  },
  "ovn-kubernetes": { ...AS_DOCUMENTED, name: "ovn-kubernetes", title: "OVN-Kubernetes", ownNodeIsFree: ONLY_INGRESS },
  "vpc-cni": {
    ...AS_DOCUMENTED, name: "vpc-cni", title: "AWS VPC CNI",
    exceptOverrides: true,
    egressSees: "service",
    namedPorts: { declaredBy: ["container"], twice: "first", egress: "each-pod", onlyWithPods: true },
    labelsAdmitNodes: true,
  },
};

/** A cluster in which nothing was found that enforces policies. What it does differently bites nowhere. */
const NO_ENGINE: Engine = { ...AS_DOCUMENTED, name: "none", title: "the CNI of this cluster" };

/** @returns undefined for a name that is none */
export const engineNamed = (text: string): Engine | undefined => (isEngineName(text) ? ENGINES[text] : text === NO_ENGINE.name ? NO_ENGINE : undefined);

export const isEngineName = (text: string): text is EngineName => (ENGINE_NAMES as readonly string[]).includes(text);
