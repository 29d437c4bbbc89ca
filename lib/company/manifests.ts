import type { JsonMap } from "#lib/source/map.ts";
import type { Chance } from "./chance.ts";
import type { PlannedNamespace, PlannedWorkload } from "./plan.ts";

/** The `index`-th address of 10.32.0.0/11, in which the pods live. */
const podAddress = (index: number): string => `10.${32 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
const nodeAddress = (index: number): string => `192.168.${index >> 8}.${index & 255}`;
const nodeName = (index: number): string => `node-${index}.company.example`;

export const POD_CIDR = "10.32.0.0/11";

/** Gives pods their nodes and addresses, one after the other. */
export class Manifests {
  readonly #nodes: number;
  readonly #chance: Chance;
  #pods = 1;
  #services = 10;

  constructor(nodes: number, chance: Chance) {
    this.#nodes = nodes;
    this.#chance = chance;
  }

  nodes(): readonly JsonMap[] {
    return Array.from({ length: this.#nodes }, (_, index) => ({
      apiVersion: "v1", kind: "Node", metadata: { name: nodeName(index), labels: { "kubernetes.io/hostname": nodeName(index), "topology.kubernetes.io/zone": `us-east-1${["a", "b", "c"][index % 3] ?? "a"}` } },
      status: { addresses: [{ type: "InternalIP", address: nodeAddress(index) }] },
    }));
  }

  namespace({ name, team, workloads }: PlannedNamespace): readonly JsonMap[] {
    const labels = { "kubernetes.io/metadata.name": name, team };
    return [{ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } }, ...workloads.flatMap((workload) => [...this.#service(workload), ...this.#running(workload)])];
  }

  #service({ namespace, name, ports, labels, kind, hostNetwork }: PlannedWorkload): readonly JsonMap[] {
    if (ports.length === 0 || kind === "CronJob" || hostNetwork) return [];
    const index = this.#services++;
    // Everybody's pods ask this one by its usual name.
    const [called, clusterIP] = name === "coredns" ? ["kube-dns", "172.20.0.10"] : [name, `172.20.${(index >> 8) + 1}.${index & 255}`];
    const served = ports.map((port) => ({ name: port.name, protocol: port.protocol, port: port.number, targetPort: port.name }));
    return [{ apiVersion: "v1", kind: "Service", metadata: { name: called, namespace, labels }, spec: { type: "ClusterIP", clusterIP, selector: labels, ports: served } }];
  }

  #running(workload: PlannedWorkload): readonly JsonMap[] {
    if (workload.kind === "CronJob") return [cronJob(workload)];
    const hash = this.#chance.suffix(10);
    const next = this.#chance.suffix(10);
    return Array.from({ length: workload.replicas }, (_, index) => this.#pod(workload, index, index < workload.replicas - workload.rolledOut ? hash : next));
  }

  #pod(workload: PlannedWorkload, index: number, hash: string): JsonMap {
    const { namespace, name, kind, labels, hostNetwork, rolledOut, replicas } = workload;
    const node = kind === "DaemonSet" ? index : Math.floor(this.#chance.next() * this.#nodes);
    const address = hostNetwork ? nodeAddress(node) : podAddress(this.#pods++);
    const owner = kind === "Deployment" ? { kind: "ReplicaSet", name: `${name}-${hash}` } : { kind, name };
    const own = kind === "Deployment" ? `${name}-${hash}-${this.#chance.suffix(5)}` : kind === "StatefulSet" ? `${name}-${index}` : `${name}-${this.#chance.suffix(5)}`;
    const version = rolledOut > 0 ? { version: index < replicas - rolledOut ? "v1" : "v2" } : {};
    return {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: own, namespace, labels: { ...labels, ...version, ...(kind === "Deployment" && { "pod-template-hash": hash }) }, ownerReferences: [{ apiVersion: "apps/v1", ...owner, controller: true }] },
      spec: { nodeName: nodeName(node), ...(hostNetwork && { hostNetwork }), containers: [container(workload)] },
      status: { phase: "Running", hostIP: nodeAddress(node), podIP: address, podIPs: [{ ip: address }] },
    };
  }
}

function cronJob(workload: PlannedWorkload): JsonMap {
  const { namespace, name, labels } = workload;
  const template = { metadata: { labels }, spec: { restartPolicy: "OnFailure", containers: [container(workload)] } };
  return { apiVersion: "batch/v1", kind: "CronJob", metadata: { name, namespace }, spec: { schedule: "15 2 * * *", jobTemplate: { spec: { template } } } };
}

const container = ({ name, image, calls, ports }: PlannedWorkload): JsonMap => ({
  name, image, env: calls.map(([variable, value]) => ({ name: variable, value })), ports: ports.map((port) => ({ name: port.name, containerPort: port.number, protocol: port.protocol })),
});
