import { dialectFor } from "#lib/policy/dialects.ts";
import { meaningOf } from "#lib/cluster/ingest/notevaluated.ts";
import type { Served } from "./discovery.ts";
import { type Resource, apiVersionOf } from "./resource.ts";

/** Every API server has these. */
const CORE: readonly Resource[] = [
  { group: "", version: "v1", resource: "namespaces", kind: "Namespace", namespaced: false },
  { group: "", version: "v1", resource: "nodes", kind: "Node", namespaced: false },
  { group: "", version: "v1", resource: "services", kind: "Service", namespaced: true },
  { group: "", version: "v1", resource: "serviceaccounts", kind: "ServiceAccount", namespaced: true },
  { group: "", version: "v1", resource: "pods", kind: "Pod", namespaced: true },
];
const CONFIG_MAPS: Resource = { group: "", version: "v1", resource: "configmaps", kind: "ConfigMap", namespaced: true };
/** Before 1.21 there were no EndpointSlices. */
const ENDPOINTS: Resource = { group: "", version: "v1", resource: "endpoints", kind: "Endpoints", namespaced: true };

/** The kinds of a cluster that have a say in a verdict, and no others: Secrets are not among them. */
export function kindsToRead(served: Served, options: { readonly configMaps: boolean }): readonly Resource[] {
  const slices = served.resources.find(({ group, resource }) => group === "discovery.k8s.io" && resource === "endpointslices");
  const policies = served.resources.filter(({ group }) => group !== "discovery.k8s.io").filter(hasASay);
  const groups = new Set(policies.map(({ group, resource }) => `${group} ${resource}`));
  return [
    ...CORE,
    slices ?? ENDPOINTS,
    ...(options.configMaps ? [CONFIG_MAPS] : []),
    // Calico stores its objects in one group and may serve them in another: they are the same.
    ...policies.filter(({ group, resource }) => group !== "crd.projectcalico.org" || !groups.has(`projectcalico.org ${resource}`)),
  ];
}

function hasASay(resource: Resource): boolean {
  const apiVersion = apiVersionOf(resource);
  return dialectFor(apiVersion, resource.kind) !== undefined || (meaningOf(apiVersion, resource.kind)?.couldChange ?? "none") !== "none";
}
