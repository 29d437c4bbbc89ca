/** A list's merge key by its path below a pod's spec: the `patchMergeKey` tags of k8s.io/api. */
const POD_SPEC: Readonly<Record<string, string>> = {
  containers: "name",
  initContainers: "name",
  ephemeralContainers: "name",
  volumes: "name",
  imagePullSecrets: "name",
  schedulingGates: "name",
  hostAliases: "ip",
  topologySpreadConstraints: "topologyKey",
};

const CONTAINER: Readonly<Record<string, string>> = { env: "name", ports: "containerPort", volumeMounts: "mountPath", volumeDevices: "devicePath" };

/** Of plain values, which are merged as a set, the key is empty. */
const EVERY_KIND: Readonly<Record<string, string>> = { "metadata.ownerReferences": "uid", "metadata.finalizers": "", "status.conditions": "type" };
const OF_KIND: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Service: { "spec.ports": "port" },
  ServiceAccount: { secrets: "name" },
  Node: { "spec.podCIDRs": "", "status.addresses": "type" },
};

const WHERE_PODS_ARE: readonly (readonly [kinds: readonly string[], path: string])[] = [
  [["Pod"], "spec."],
  [["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"], "spec.template.spec."],
  [["CronJob"], "spec.jobTemplate.spec.template.spec."],
];

/**
 * How a strategic merge patch treats a list.
 *
 * @param path `spec.containers.env`
 * @returns undefined where the list is replaced as a whole
 */
export function mergeKey(kind: string, path: string): string | undefined {
  const known = EVERY_KIND[path] ?? OF_KIND[kind]?.[path];
  if (known !== undefined) return known;
  const prefix = WHERE_PODS_ARE.find(([kinds]) => kinds.includes(kind))?.[1];
  if (prefix === undefined || !path.startsWith(prefix)) return undefined;
  const [list = "", field, ...deeper] = path.slice(prefix.length).split(".");
  if (field === undefined) return POD_SPEC[list];
  return /^(init|ephemeral)?[cC]ontainers$/.test(list) && deeper.length === 0 ? CONTAINER[field] : undefined;
}
