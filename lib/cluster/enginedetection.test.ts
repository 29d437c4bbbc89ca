import { expect, test } from "vitest";
import { contextFrom } from "#lib/check/fixture.ts";
import type { Fact } from "./facts.ts";
import { type DetectedEngine, detectEngine } from "./enginedetection.ts";

const pod = (namespace: string, labels: string, more: { readonly images?: readonly string[]; readonly phase?: string; readonly hostNetwork?: boolean } = {}): string => {
  const { images = ["example.org/some:1"], phase = "Running", hostNetwork = false } = more;
  const name = `p-${namespace}-${labels}-${images.join("-")}`.replace(/[^a-z0-9]+/gi, "-").toLowerCase().slice(0, 60).replace(/-+$/, "");
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: ${namespace}, labels: {${labels}}}, spec: {hostNetwork: ${hostNetwork}, containers: [${images.map((image, i) => `{name: c${i}, image: "${image}"}`).join(", ")}]}, status: {phase: ${phase}}}`;
};
const system = (labels: string, ...images: readonly string[]): string => pod("kube-system", labels, images.length > 0 ? { images } : {});
const unread = (more: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {unreadable: [{group: '', kind: Pod, ${more}why: forbidden}]}}`;

const AWS = system("k8s-app: aws-node", "602401143452.dkr.ecr.us-west-2.amazonaws.com/amazon-k8s-cni:v1.19.0");
const AWS_WITH_AGENT = system("k8s-app: aws-node", "602401143452.dkr.ecr.us-west-2.amazonaws.com/amazon-k8s-cni:v1.19.0", "602401143452.dkr.ecr.us-west-2.amazonaws.com/amazon/aws-network-policy-agent:v1.1.5-eksbuild.1");
const CILIUM = system("k8s-app: cilium");
const CALICO = system("k8s-app: calico-node");
const FLANNEL = pod("kube-flannel", "app: flannel");

const detected = (given: readonly string[], groups: readonly string[] = []): DetectedEngine | undefined =>
  detectEngine(contextFrom(given.join("\n---\n")).snapshot, groups.map((group) => ({ group, resource: "things" })));

interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly served?: readonly string[];
  /** The engine, and `?` where that settles nothing. */
  readonly engine: string;
  readonly evidence?: string;
  readonly note?: string;
}

test.each<Row>([
  { name: "Cilium by its label", given: [CILIUM], engine: "cilium", evidence: "1 pod k8s-app=cilium in kube-system" },
  { name: "pods are counted", given: [CILIUM, CILIUM.replace("name: p-", "name: q-"), CILIUM.replace("name: p-", "name: r-")], engine: "cilium", evidence: "3 pods k8s-app=cilium in kube-system" },
  { name: "Cilium by its chart's label", given: [pod("cilium", "app.kubernetes.io/name: cilium-agent")], engine: "cilium" },
  { name: "Cilium by its image, wherever it runs", given: [pod("net", "", { images: ["quay.io/cilium/cilium:v1.19.0@sha256:0"], hostNetwork: true })], engine: "cilium", evidence: "1 pod of image cilium/cilium in net" },
  { name: "an image in a pod that has a network of its own is no agent", given: [pod("net", "", { images: ["quay.io/cilium/cilium:v1.19.0"] })], engine: "" },
  { name: "another image of the project is no agent", given: [pod("kube-system", "", { images: ["quay.io/cilium/operator-generic:v1.19.0"], hostNetwork: true })], engine: "" },
  { name: "a label in a user's namespace is a user's", given: [pod("shop", "k8s-app: cilium")], engine: "" },
  { name: "Calico by its manifest", given: [CALICO], engine: "calico" },
  { name: "Calico by its operator", given: [pod("calico-system", "k8s-app: calico-node")], engine: "calico", evidence: "1 pod k8s-app=calico-node in calico-system" },
  { name: "Calico by its image", given: [system("", "docker.io/calico/node:v3.32.0")], engine: "calico" },
  { name: "Canal is flannel with Calico's policies", given: [system("k8s-app: canal", "docker.io/calico/node:v3.32.0", "docker.io/flannel/flannel:v0.27.0")], engine: "calico" },
  { name: "flannel beside Calico", given: [FLANNEL, CALICO], engine: "calico" },
  { name: "OVN-Kubernetes of OpenShift", given: [pod("openshift-ovn-kubernetes", "app: ovnkube-node")], engine: "ovn-kubernetes" },
  { name: "OVN-Kubernetes of its chart", given: [pod("ovn-kubernetes", "app: ovnkube-node")], engine: "ovn-kubernetes" },
  { name: "AWS VPC CNI with its agent", given: [AWS_WITH_AGENT], engine: "vpc-cni", evidence: "with aws-network-policy-agent", note: "taken to be switched on" },
  { name: "AWS VPC CNI with the agent's API", given: [AWS], served: ["networking.k8s.aws"], engine: "vpc-cni", evidence: "the API group networking.k8s.aws is served" },
  { name: "AWS VPC CNI without its agent enforces nothing", given: [AWS], engine: "none", evidence: "without its network policy agent" },
  { name: "Cilium chained on AWS VPC CNI", given: [AWS, CILIUM], engine: "cilium" },
  { name: "Cilium chained on AWS VPC CNI, whose agent is there as well", given: [AWS_WITH_AGENT, CILIUM], engine: "cilium" },
  { name: "Calico for policies alone, on AWS VPC CNI", given: [AWS_WITH_AGENT, CALICO], engine: "calico" },
  { name: "flannel alone enforces nothing", given: [FLANNEL], engine: "none", evidence: "1 pod app=flannel in kube-flannel" },
  { name: "flannel by its older label", given: [system("k8s-app: flannel")], engine: "none" },
  { name: "flannel beside something that enforces", given: [FLANNEL, system("app: kube-network-policies")], engine: "kubernetes", note: "kube-network-policies is judged as Kubernetes documents policies" },
  { name: "Antrea", given: [system("app: antrea, component: antrea-agent")], engine: "kubernetes", evidence: "1 pod app=antrea,component=antrea-agent in kube-system", note: "Antrea is judged" },
  { name: "Antrea's controller is no agent", given: [system("app: antrea, component: antrea-controller")], engine: "" },
  { name: "kube-router", given: [system("k8s-app: kube-router")], engine: "kubernetes", note: "kube-router is judged" },
  { name: "Weave Net", given: [system("name: weave-net")], engine: "kubernetes", note: "Weave Net is judged" },
  { name: "kindnet", given: [system("app: kindnet, k8s-app: kindnet")], engine: "kubernetes", note: "kindnet is judged" },
  { name: "two that enforce", given: [CILIUM, CALICO], engine: "kubernetes?", note: "more than one that enforces policies was found (Cilium, Calico)" },
  { name: "two that enforce, one of them another", given: [CILIUM, system("k8s-app: kube-router")], engine: "kubernetes?" },
  { name: "APIs without agents do not decide", given: [system("k8s-app: kube-dns")], served: ["cilium.io", "crd.projectcalico.org"], engine: "" },
  { name: "APIs do not outweigh an agent", given: [CALICO], served: ["cilium.io"], engine: "calico" },
  { name: "APIs do not make flannel enforce", given: [FLANNEL], served: ["cilium.io"], engine: "none" },
  { name: "a pod that has finished does not count", given: [pod("kube-system", "k8s-app: cilium", { phase: "Succeeded" }), FLANNEL], engine: "none" },
  { name: "a pod that has failed does not count", given: [pod("kube-system", "k8s-app: cilium", { phase: "Failed" })], engine: "" },
  { name: "pods could not be read: the APIs tell, with less weight", given: [unread("")], served: ["cilium.io"], engine: "cilium?", evidence: "its pods could not be read, so this has less weight" },
  { name: "pods could not be read: the API that is served is named", given: [unread("")], served: ["projectcalico.org"], engine: "calico?", evidence: "the API group projectcalico.org is served" },
  { name: "pods could not be read: another engine's API", given: [unread("")], served: ["crd.antrea.io"], engine: "kubernetes?", note: "Antrea is judged" },
  { name: "pods could not be read: several APIs", given: [unread("")], served: ["cilium.io", "projectcalico.org"], engine: "kubernetes?", note: "Cilium, Calico" },
  { name: "pods could not be read: AWS's API beside Cilium's", given: [unread("")], served: ["cilium.io", "networking.k8s.aws"], engine: "cilium?" },
  { name: "pods could not be read: no API", given: [unread("")], engine: "" },
  { name: "pods of the agents' namespace could not be read", given: [unread("namespace: kube-system, ")], served: ["cilium.io"], engine: "cilium?" },
  { name: "pods of a user's namespace could not be read", given: [unread("namespace: shop, ")], served: ["cilium.io"], engine: "" },
  { name: "flannel, where something that enforces could be unseen", given: [FLANNEL, unread("namespace: kube-system, ")], engine: "" },
  { name: "an agent is seen, whatever is not", given: [pod("calico-system", "k8s-app: calico-node"), unread("namespace: kube-system, ")], engine: "calico" },
  { name: "an agent that is held and too old still tells", given: [CILIUM, unread("")], engine: "cilium" },
  { name: "nothing at all", given: [pod("shop", "app: web")], engine: "" },
])("$name", ({ given, served = [], engine, evidence, note }) => {
  const found = detected(given, served);
  expect(found === undefined ? "" : `${found.engine}${found.isSure ? "" : "?"}`).toBe(engine);
  if (evidence !== undefined) expect(found?.evidence.join(", ")).toContain(evidence);
  expect((found?.notes ?? []).join(", ")).toContain(note ?? "");
});

test("the order of facts changes nothing but the order of the evidence", () => {
  const { facts, unread: kinds } = contextFrom([AWS, CILIUM, FLANNEL].join("\n---\n")).snapshot;
  const turned: readonly Fact[] = facts.toReversed();
  expect(detectEngine({ facts: turned, unread: kinds }, [])?.engine).toBe(detectEngine({ facts, unread: kinds }, [])?.engine);
});
