import type { Subject } from "./query.ts";

/** default/api-client calls api.stripe.com, and is blocked. */
export const subjectOf = (change: Partial<Subject> = {}): Subject => ({
  namespaces: ["default"],
  pods: ["api-client", "api-client-7d9f-x2k4q"],
  fromTitle: "api-client",
  from: "default/deploy/api-client",
  toTitle: "api.stripe.com",
  to: "dns:api.stripe.com",
  addresses: ["203.0.113.4"],
  policies: ["default/default-deny", "CiliumNetworkPolicy:default/names"],
  port: 443,
  verdict: "deny",
  side: "egress",
  labels: ["app=api-client", "tier=web"],
  changedAgo: 3_600_000,
  watched: true,
  open: false,
  ...change,
});
