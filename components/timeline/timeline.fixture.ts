import type { ChangeJson, FlipJson, RevisionJson } from "#lib/api/history.ts";

/** @param time of the day of the incident, such as 02:08:51 */
export const at = (time: string): string => `2026-04-16T${time}.000Z`;

export const change = (given: Partial<ChangeJson> = {}): ChangeJson => ({
  object: "networking.k8s.io/NetworkPolicy/default/default-deny",
  kind: "NetworkPolicy",
  namespace: "default",
  name: "default-deny",
  action: "created",
  lane: "policies",
  summary: "",
  by: { name: "argocd", keptBy: "Argo CD application shop", commit: { id: "4be1f0a9c0d2", title: "Deny egress by default" }, at: null },
  ...given,
});

export const flip = (given: Partial<FlipJson> = {}): FlipJson => ({
  id: "default/pod/api-client~dns:api.stripe.com~443-tcp",
  from: "default/pod/api-client",
  to: "dns:api.stripe.com",
  port: 443,
  protocol: "TCP",
  fromTitle: "api-client",
  toTitle: "api.stripe.com",
  watched: null,
  was: "ALLOWED",
  is: "BLOCKED_DEFAULT",
  ...given,
});

export const revision = (time: string, given: Partial<RevisionJson> = {}): RevisionJson => ({ at: at(time), changes: [change()], flips: [], effect: "", ...given });
