import { type Kind, qualified } from "./kinds.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "./object.ts";
import { age, selectorText } from "./humane.ts";

/** One column as `kubectl get` prints it. */
export interface Column {
  readonly name: string;
  readonly type: "string" | "integer";
  readonly format?: "name";
  /** With `-o wide` only. */
  readonly wide?: true;
  readonly cell: (object: KubeObject, now: number) => Json;
}

const text = (name: string, cell: Column["cell"]): Column => ({ name, type: "string", cell });
const wide = (name: string, cell: Column["cell"]): Column => ({ ...text(name, cell), wide: true });
const NAME: Column = { ...text("Name", ({ metadata }) => metadata.name), format: "name" };
const AGE = text("Age", ({ metadata }, now) => age(metadata.creationTimestamp, now));

const NONE = "<none>";
const part = (object: JsonObject, ...path: readonly string[]): Json | undefined => path.reduce<Json | undefined>((value, field) => (isObject(value) ? value[field] : undefined), object);
const list = (object: JsonObject, ...path: readonly string[]): readonly JsonObject[] => {
  const value = part(object, ...path);
  return Array.isArray(value) ? value.filter(isObject) : [];
};
const word = (value: Json | undefined, absent = NONE): string => (typeof value === "string" && value !== "" ? value : absent);
const count = (value: Json | undefined): number => (typeof value === "number" ? value : 0);

const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  pods: [
    NAME,
    text("Ready", (pod) => `${String(list(pod, "status", "containerStatuses").filter(({ ready }) => ready === true).length)}/${String(list(pod, "spec", "containers").length)}`),
    text("Status", (pod) => (pod.metadata.deletionTimestamp === undefined ? word(part(pod, "status", "reason"), word(part(pod, "status", "phase"), "Unknown")) : "Terminating")),
    text("Restarts", (pod) => String(list(pod, "status", "containerStatuses").reduce((sum, { restartCount }) => sum + count(restartCount), 0))),
    AGE,
    wide("IP", (pod) => word(part(pod, "status", "podIP"))),
    wide("Node", (pod) => word(part(pod, "spec", "nodeName"))),
  ],
  namespaces: [NAME, text("Status", (namespace) => word(part(namespace, "status", "phase"))), AGE],
  nodes: [NAME, text("Status", nodeStatus), text("Roles", nodeRoles), AGE, text("Version", (node) => word(part(node, "status", "nodeInfo", "kubeletVersion"), ""))],
  services: [
    NAME,
    text("Type", (service) => word(part(service, "spec", "type"), "ClusterIP")),
    text("Cluster-IP", (service) => word(part(service, "spec", "clusterIP"))),
    text("External-IP", (service) => word(part(service, "spec", "externalName"))),
    text("Port(s)", (service) => list(service, "spec", "ports").map(({ port, protocol }) => `${String(count(port))}/${word(protocol, "TCP")}`).join(",") || NONE),
    AGE,
    wide("Selector", (service) => labelsText(part(service, "spec", "selector"))),
  ],
  "deployments.apps": [
    NAME,
    text("Ready", (deployment) => `${String(count(part(deployment, "status", "readyReplicas")))}/${String(count(part(deployment, "spec", "replicas")))}`),
    text("Up-to-date", (deployment) => String(count(part(deployment, "status", "updatedReplicas")))),
    text("Available", (deployment) => String(count(part(deployment, "status", "availableReplicas")))),
    AGE,
  ],
  "networkpolicies.networking.k8s.io": [NAME, text("Pod-Selector", (policy) => selectorText(part(policy, "spec", "podSelector"))), AGE],
};

export const columnsOf = (kind: Kind): readonly Column[] => COLUMNS[qualified(kind)] ?? [NAME, AGE];

function nodeStatus(node: KubeObject): string {
  const ready = list(node, "status", "conditions").find(({ type }) => type === "Ready");
  return ready === undefined ? "Unknown" : ready["status"] === "True" ? "Ready" : "NotReady";
}

function nodeRoles({ metadata }: KubeObject): string {
  const prefix = "node-role.kubernetes.io/";
  const roles = Object.keys(metadata.labels ?? {}).filter((label) => label.startsWith(prefix));
  return roles.map((label) => label.slice(prefix.length)).join(",") || NONE;
}

const labelsText = (labels: Json | undefined): string => (isObject(labels) ? Object.entries(labels).map(([key, value]) => `${key}=${word(value, "")}`).join(",") : "") || NONE;
