import type { ClusterJson } from "#lib/api/graph.ts";
import type { MapConnection, PlacedMap } from "#lib/api/map.ts";
import type { Figure } from "#lib/api/pages.ts";
import { connection, edge, node, placedMap, tile } from "#components/map/placedmap.fixture.ts";
import { START, type UrlState } from "#lib/url/state.ts";

/** What the states are shown with: one incident, at 02:13:40Z. */
export const NOW = "2026-04-16T02:13:44Z";
export const CLUSTER: ClusterJson = placedMap({}).cluster;

const CLIENT = node("default/deploy/api-client", { blocked: 1, egressLimitedBy: ["default/default-deny"], egressOpen: false });
const STRIPE = node("dns:api.stripe.com", { title: "api.stripe.com" });
const LEDGER = tile("payments");

const BLOCKED = connection(CLIENT.id, STRIPE.id, { verdict: "deny", reason: "Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)", why: "no egress rule allows it", blockedBy: ["default/default-deny"], watched: "payments" });
const ALLOWED = connection(CLIENT.id, "svc:payments/ledger", { reason: "Allowed: allow-ledger rule 1 allows TCP 443", why: "a rule allows it" });

/** One of each verdict. */
export const VERDICTS: readonly MapConnection[] = [
  BLOCKED,
  connection("default/deploy/web", "cidr:10.20.0.0/16", { verdict: "deny", code: "BLOCKED_RULE", reason: "Blocked by a deny rule: guardrail rule 3", why: "a rule says no", side: "ingress" }),
  connection("default/deploy/web", "svc:shop/cart", { verdict: "partial", code: "PARTLY", reason: "Partly blocked: 1 of 3 ports", why: "1 of 3 ports" }),
  connection("default/deploy/web", "svc:payments/ledger", { verdict: "unknown", code: "UNKNOWN", reason: "Cannot tell: you may not read policies in payments", why: "policies cannot be read" }),
  connection("default/deploy/web", "dns:open.example.com", { code: "OPEN", reason: "Open: no policy limits egress", why: "no policy limits it" }),
  connection("default/deploy/web", "dns:none.example.com", { code: "NOT_ENFORCED", reason: "Not enforced: no CNI that enforces policies was found", why: "nothing enforces it" }),
  ALLOWED,
];

export const mapWith = (given: Partial<PlacedMap> = {}): PlacedMap => placedMap({ nodes: [CLIENT, LEDGER, STRIPE], edges: [edge(CLIENT.id, STRIPE.id, { look: "blocked" }), edge(CLIENT.id, LEDGER.id)], connections: [BLOCKED, ALLOWED] }, given);
export const at = (given: Partial<UrlState>): UrlState => ({ ...START, ...given });
export const stays = (): void => undefined;

export const FIGURE: Figure = {
  cluster: "production · us-east-1 · v1.30",
  source: { eyebrow: "POD · default", title: "api-client", detail: "api-client:1.4", inside: true },
  target: { eyebrow: "EXTERNAL · INTERNET", title: "api.stripe.com", detail: "203.0.113.4", inside: false },
  card: { side: "egress", eyebrow: "EGRESS · 1 policy selects this pod", title: "NetworkPolicy default-deny", rows: [{ mark: "allow", text: "allow → 10.0.0.0/8" }, { mark: "implied", text: "anything else: no rule", note: "implied by policyTypes: [Egress], not a rule" }], more: 0, footer: "" },
  outcome: "blocked", request: "443/tcp SYN →", stop: "DROPPED · no RST sent", symptom: "hang, then timeout", sentence: "Blocked by default deny",
};
export const OUTCOMES: readonly Figure["outcome"][] = ["blocked", "dns", "rule", "partly", "allowed", "unknown"];
