const GROUPS: ReadonlySet<string> = new Set([
  "networking.k8s.io",
  "policy.networking.k8s.io",
  "cilium.io",
  "crd.projectcalico.org",
  "projectcalico.org",
  "crd.antrea.io",
  "k8s.ovn.org",
  "networking.k8s.aws",
]);

/** The API groups whose objects have a say in what is allowed. */
export const isPolicyGroup = (group: string): boolean => GROUPS.has(group);
