import type { PlacedMap } from "#lib/api/map.ts";
import { box, boxAt, card, cell, edge, mapOf, node } from "./placedmap.fixture.ts";

const STRIPE = "dns:api.stripe.com";
const client = "default/deploy/api-client";

/** One of everything that a map can have on it. */
export const smallMap: PlacedMap = mapOf(
  [
    node(client, { egressLimitedBy: ["default/default-deny", "default/allow-dns"], blocked: 1, ingressOpen: true, hubs: [{ id: "svc:dns", title: "dns", verdict: "allow" }, { id: "svc:m", title: "metrics", verdict: "deny" }] }),
    node("default/deploy/web", { subtitle: "Deployment ×6", ingressLimitedBy: ["default/web"], egressOpen: true }),
    node("default/deploy/worker@track=canary", { title: "worker", subtitle: "Deployment ×1", split: "label track differs", egressLimitedBy: ["default/default-deny"] }),
    node("default/ds/node-agent", { title: "node-agent", subtitle: "DaemonSet ×12", hostNetwork: true }),
    node("payments/deploy/ledger", { subtitle: "Deployment ×4", ingressLimitedBy: ["payments/ledger"] }),
    node("payments/sts/postgres", { subtitle: "StatefulSet ×2", ingressLimitedBy: ["payments/db", "payments/deny-all"] }),
    node("payments/pod/migrate-7d9f8-x2k4q", { kind: "pod", subtitle: "Pod", title: "migrate-7d9f8-x2k4q" }),
    node("namespace:monitoring", { blocked: 3 }),
    node("namespace:vault", { subtitle: "" }),
    node(STRIPE, { subtitle: "External · Stripe", detail: "203.0.113.4" }),
    node("cidr:10.20.0.0/16", { title: "10.20.0.0/16", subtitle: "External" , detail: "on-premises" }),
    node("dns:hooks.example.com", { title: "hooks.example.com", detail: "not resolved" }),
    node("rest:more", { title: "+38 more blocked", subtitle: "in the table" }),
    node("svc:kube-system/kube-dns", { kind: "service", place: "system", title: "kube-dns", subtitle: "Service", namespace: "kube-system" }),
    node("cidr:0.0.0.0/0", { place: "callers", title: "Internet", subtitle: "Caller" }),
  ],
  [
    edge(client, STRIPE, "blocked", { watched: true }),
    edge("default/deploy/web", client, "allowed", { label: "8080/tcp", connections: ["web"] }),
    edge("default/deploy/web", "payments/deploy/ledger", "allowed", { changed: true }),
    edge("default/deploy/worker@track=canary", "payments/sts/postgres", "blocked", { side: "ingress", label: "5432/tcp" }),
    edge("payments/deploy/ledger", "payments/sts/postgres", "partly", { side: "ingress", label: "1 of 3 ports blocked" }),
    edge("payments/deploy/ledger", "cidr:10.20.0.0/16", "rule", { label: "deny rule 3" }),
    edge("payments/deploy/ledger", "dns:hooks.example.com", "unknown", { label: "name not resolved" }),
    edge("default/deploy/web", "svc:kube-system/kube-dns", "allowed", { label: "53/udp" }),
    edge("cidr:0.0.0.0/0", "default/deploy/web", "allowed"),
    edge("namespace:monitoring", "payments/sts/postgres", "blocked", { side: "both", label: "9187/tcp" }),
    edge("namespace:monitoring", "default/deploy/web", "allow-rule", { label: "9090/tcp" }),
    edge(client, "rest:more", "undeclared", { label: "443/tcp · not declared" }),
    edge("payments/sts/postgres", "default/deploy/worker@track=canary", "allowed", { label: "7000/tcp" }),
  ],
  [
    box("default", { groups: 4, workloads: 14, limited: 3, rims: [{ policy: "default/default-deny", name: "default-deny", directions: ["egress"] }, { policy: "default/allow-dns", name: "allow-dns", directions: ["egress"] }] }),
    box("payments", { workloads: 3, limited: 2, rims: [{ policy: "payments/deny-all", name: "deny-all", directions: ["egress", "ingress"] }] }),
    box("monitoring", { open: false, groups: 6, workloads: 14, limited: 3 }),
    box("vault", { open: false, groups: 2, withheld: true }),
  ],
  {
    boxes: { default: boxAt(0, 0, 2, 3), payments: boxAt(604, 0, 2, 3), monitoring: boxAt(0, 360, 2, 2), vault: boxAt(604, 360, 1, 2) },
    nodes: {
      "default/deploy/web": cell(0, 0, 0, 0), [client]: cell(0, 0, 1, 0), "default/deploy/worker@track=canary": cell(0, 0, 0, 1), "default/ds/node-agent": cell(0, 0, 0, 2),
      "payments/deploy/ledger": cell(604, 0, 0, 1), "payments/sts/postgres": cell(604, 0, 1, 1), "payments/pod/migrate-7d9f8-x2k4q": cell(604, 0, 0, 2),
      "namespace:monitoring": boxAt(0, 360, 2, 2), "namespace:vault": boxAt(604, 360, 1, 2),
      [STRIPE]: card(1372, 20), "dns:hooks.example.com": card(1372, 88), "cidr:10.20.0.0/16": card(1372, 156), "rest:more": card(1372, 224),
      "svc:kube-system/kube-dns": card(300, 680), "cidr:0.0.0.0/0": card(-384, 60),
    },
    cluster: { x: -40, y: -56, width: 1244, height: 688 },
  },
);
