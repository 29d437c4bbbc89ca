/**
 * What engines do differently, each a named switch; the sources are the engines' own documents and code.
 * A switch is read where the difference bites and nowhere else.
 */
export interface Engine {
  readonly name: EngineName;
  readonly title: string;
  /** Does an ipBlock match the address of a pod? Kubernetes' conformance tests expect it, Cilium knows pods by identity only. */
  readonly ipBlockMatchesPods: boolean;
  /** Does an ipBlock match the address of a node? */
  readonly ipBlockMatchesNodes: boolean;
  /** Is traffic to and from the pod's own node free? The documentation says yes for both; some engines police egress. */
  readonly ownNodeIsFree: { readonly egress: boolean; readonly ingress: boolean };
  /** What a denied client meets. */
  readonly denial: "drop" | "refuse";
  /** Whether every difference that matters for NetworkPolicy is a switch here; otherwise the answer says what is not. */
  readonly complete: boolean;
}

export const ENGINE_NAMES = ["kubernetes", "cilium", "calico", "ovn-kubernetes", "vpc-cni"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

const BOTH = { egress: true, ingress: true };
const ONLY_INGRESS = { egress: false, ingress: true };

export const ENGINES: Readonly<Record<EngineName, Engine>> = {
  kubernetes: { name: "kubernetes", title: "the CNI", ipBlockMatchesPods: true, ipBlockMatchesNodes: true, ownNodeIsFree: BOTH, denial: "drop", complete: true },
  cilium: { name: "cilium", title: "Cilium", ipBlockMatchesPods: false, ipBlockMatchesNodes: false, ownNodeIsFree: ONLY_INGRESS, denial: "drop", complete: false },
  calico: { name: "calico", title: "Calico", ipBlockMatchesPods: true, ipBlockMatchesNodes: true, ownNodeIsFree: ONLY_INGRESS, denial: "drop", complete: false },
  "ovn-kubernetes": { name: "ovn-kubernetes", title: "OVN-Kubernetes", ipBlockMatchesPods: true, ipBlockMatchesNodes: true, ownNodeIsFree: ONLY_INGRESS, denial: "drop", complete: false },
  "vpc-cni": { name: "vpc-cni", title: "AWS VPC CNI", ipBlockMatchesPods: true, ipBlockMatchesNodes: true, ownNodeIsFree: BOTH, denial: "drop", complete: false },
};

export const isEngineName = (text: string): text is EngineName => (ENGINE_NAMES as readonly string[]).includes(text);
