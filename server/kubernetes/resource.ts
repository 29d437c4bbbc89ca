/** One kind as one API version serves it. */
export interface Resource {
  /** "" for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural in addresses: `networkpolicies`. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export const apiVersionOf = ({ group, version }: Pick<Resource, "group" | "version">): string => (group === "" ? version : `${group}/${version}`);

/** `networkpolicies.networking.k8s.io`, as kubectl and RBAC messages call it. */
export const resourceName = ({ group, resource }: Pick<Resource, "group" | "resource">): string => (group === "" ? resource : `${resource}.${group}`);

/** @param namespace "" for the whole cluster */
export function collectionPath(resource: Resource, namespace: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const root = resource.group === "" ? `/api/${resource.version}` : `/apis/${resource.group}/${resource.version}`;
  const home = namespace === "" ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  const query = new URLSearchParams(Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return `${root}${home}/${resource.resource}?${query.toString()}`;
}
