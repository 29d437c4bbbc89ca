import type { EngineName } from "#lib/policy/engines.ts";
import type { Pod } from "./facts.ts";

/** What runs on every node for the network, as it is known by its pods' well-known labels and images. */
export interface Agent {
  readonly name: string;
  /** `other`: enforces policies and is none of the engines; `idle`: enforces none. */
  readonly engine: EngineName | "other" | "idle";
  /** Any of these: `k8s-app=cilium`; several labels are joined by commas. */
  readonly labels: readonly string[];
  /** Any of these, as an image is named without its registry. */
  readonly images: readonly string[];
  /** Whether it answers what a policy denies, with ICMP, in place of dropping it (semantics §6.2). */
  readonly refuses?: true;
}

/** From the projects' own manifests and charts. Canal is flannel with Calico's policies. */
const AGENTS: readonly Agent[] = [
  { name: "Cilium", engine: "cilium", labels: ["k8s-app=cilium", "app.kubernetes.io/name=cilium-agent"], images: ["cilium/cilium"] },
  { name: "Calico", engine: "calico", labels: ["k8s-app=calico-node", "k8s-app=canal"], images: ["calico/node"] },
  { name: "OVN-Kubernetes", engine: "ovn-kubernetes", labels: ["app=ovnkube-node", "name=ovnkube-node"], images: ["ovn-kubernetes/ovn-kube", "ovn-kubernetes/ovn-kube-u", "ovn-kubernetes/ovn-kube-f"] },
  { name: "AWS VPC CNI", engine: "vpc-cni", labels: ["k8s-app=aws-node"], images: ["amazon-k8s-cni"] },
  { name: "Antrea", engine: "other", labels: ["app=antrea,component=antrea-agent"], images: ["antrea/antrea-agent-ubuntu", "antrea/antrea-agent-ubi", "antrea/antrea-ubuntu"] },
  { name: "kube-router", engine: "other", labels: ["k8s-app=kube-router"], images: ["cloudnativelabs/kube-router"], refuses: true },
  { name: "Weave Net", engine: "other", labels: ["name=weave-net"], images: ["weaveworks/weave-npc"] },
  { name: "kindnet", engine: "other", labels: ["app=kindnet", "k8s-app=kindnet"], images: ["kindest/kindnetd"] },
  { name: "kube-network-policies", engine: "other", labels: ["app=kube-network-policies", "k8s-app=kube-network-policies"], images: ["networking/kube-network-policies"] },
  { name: "Kube-OVN", engine: "other", labels: ["app=kube-ovn-cni"], images: ["kubeovn/kube-ovn"] },
  { name: "Azure NPM", engine: "other", labels: ["k8s-app=azure-npm"], images: ["azure-npm"] },
  { name: "flannel", engine: "idle", labels: ["app=flannel", "k8s-app=flannel"], images: ["flannel/flannel", "flannel-io/flannel"] },
];

/** Namespaces that hold what a cluster needs itself: a label there is no user's. */
export const isSystem = (namespace: string): boolean => /^(?:kube|openshift)-|^(?:calico|cilium|antrea|tigera)(?:-|$)|^(?:ovn-kubernetes|canal|weave)$/.test(namespace);

export interface Sighting {
  readonly agent: Agent;
  /** `k8s-app=cilium`, or `of image cilium/cilium`. */
  readonly by: string;
  readonly pod: Pod;
}

/** A label counts in the cluster's own namespaces; an image anywhere, on a pod in its node's network. */
export function sightingOf(pod: Pod): Sighting | undefined {
  for (const agent of AGENTS) {
    const label = isSystem(pod.namespace) ? agent.labels.find((text) => hasLabels(pod, text)) : undefined;
    const image = isSystem(pod.namespace) || pod.hostNetwork ? agent.images.find((name) => pod.images.some((one) => isImage(one, name))) : undefined;
    const by = label ?? (image === undefined ? undefined : `of image ${image}`);
    if (by !== undefined) return { agent, by, pod };
  }
  return undefined;
}

/** AWS's network policy agent is a container beside the CNI's own. */
export const hasAwsAgent = ({ images }: Pod): boolean => images.some((image) => isImage(image, "aws-network-policy-agent") || isImage(image, "aws-eks-nodeagent"));

const hasLabels = ({ labels }: Pod, text: string): boolean => text.split(",").every((label) => label === `${label.split("=")[0] ?? ""}=${labels.get(label.split("=")[0] ?? "") ?? ""}`);

/** `quay.io/cilium/cilium:v1.17@sha256:…` is `cilium/cilium`. */
const isImage = (image: string, name: string): boolean => `/${image.replace(/@.*$/, "").replace(/:[^:/]*$/, "")}`.endsWith(`/${name}`);
