import type { ApiServer } from "#apiserver/server.ts";
import type { GivenObject } from "#apiserver/object.ts";

export interface Size {
  readonly pods: number;
  readonly policies: number;
  readonly namespaces: number;
}

/** A cluster of a size, the same each time: pods of Deployments as a real server sends them, with what is never kept. */
export function fill(api: ApiServer, { pods, policies, namespaces }: Size): void {
  for (let index = 0; index < namespaces; index++) api.put(object("v1", "Namespace", `ns-${index}`, undefined, { team: `team-${index % 20}` }));
  for (let index = 0; index < Math.ceil(pods / 50); index++) api.put(object("v1", "Node", `node-${index}`, undefined, {}, { status: { addresses: [{ type: "InternalIP", address: `192.168.${index >> 8}.${index & 255}` }] } }));
  for (let index = 0; index < pods; index++) api.put(podAt(index, namespaces, 0));
  for (let index = 0; index < policies; index++) api.put(policyAt(index, namespaces));
}

/** Four Deployments in each namespace. @param turn another one gives the pod another address */
export function podAt(index: number, namespaces: number, turn: number): GivenObject {
  const app = `app-${Math.floor(index / namespaces) % 4}`;
  const address = `10.${(index >> 16) + turn * 4}.${(index >> 8) & 255}.${index & 255}`;
  const container = {
    name: "main", image: `registry.example/${app}:1.2.3`, ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
    env: [{ name: "DATABASE", value: "db.ns-1:5432" }, { name: "LEVEL", value: "info" }, { name: "API", value: "https://api.example.com/v1" }],
    resources: { requests: { cpu: "100m", memory: "128Mi" } }, readinessProbe: { httpGet: { path: "/healthz", port: "http" }, periodSeconds: 10 },
    volumeMounts: [{ name: "kube-api-access", mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true }],
  };
  return object("v1", "Pod", `${app}-6f7d9c5b8-${index}`, `ns-${index % namespaces}`, { app, tier: `t${index % 3}`, "pod-template-hash": "6f7d9c5b8" }, {
    spec: { nodeName: `node-${Math.floor(index / 50)}`, serviceAccountName: app, containers: [container], tolerations: [{ key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 }] },
    status: { phase: "Running", podIP: address, podIPs: [{ ip: address }], hostIP: "192.168.0.1", conditions: ["Ready", "ContainersReady", "PodScheduled", "Initialized"].map((type) => ({ type, status: "True", lastTransitionTime: "2026-04-16T02:13:40Z" })) },
  }, [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: `${app}-6f7d9c5b8`, uid: `rs-${app}`, controller: true }]);
}

export function policyAt(index: number, namespaces: number): GivenObject {
  return object("networking.k8s.io/v1", "NetworkPolicy", `policy-${index}`, `ns-${index % namespaces}`, {}, {
    spec: {
      podSelector: index % 3 === 0 ? { matchLabels: { app: `app-${index % 4}` } } : {}, policyTypes: ["Egress", "Ingress"],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }, { to: [{ namespaceSelector: { matchLabels: { team: "team-1" } } }], ports: [{ port: 8080 }] }],
      ingress: [{ from: [{ podSelector: {} }] }],
    },
  });
}

function object(apiVersion: string, kind: string, name: string, namespace: string | undefined, labels: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}, ownerReferences?: unknown): GivenObject {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }), labels, ...(ownerReferences !== undefined && { ownerReferences }) }, ...more } as unknown as GivenObject;
}
