import type { JsonMap } from "#lib/source/map.ts";
import type { Outgoing } from "./calls.ts";
import type { Fault } from "./faults.ts";
import { HTTP, METRICS, NAME_LABEL, type PlannedNamespace, TIER_LABEL, type Tier } from "./plan.ts";
import { KAFKA, OTLP } from "./shared.ts";
import { type Rule, anyPod, block, fromNamespace, fromTeam, networkPolicy, podsOf } from "./networkpolicy.ts";

/** What the policies of a team's namespace have to say. */
export interface Allowing {
  readonly outgoing: Outgoing;
  readonly callers: readonly PlannedNamespace[];
  readonly fault: Fault | undefined;
}

/** A policy that says two or three things, or one policy for each: as teams have it. */
export type Style = 0 | 1 | 2 | 3;

const DNS: Rule = { peers: [fromNamespace("kube-system", { "k8s-app": "kube-dns" })], ports: [{ number: 53, protocol: "UDP" }, { number: 53, protocol: "TCP" }] };
const SCRAPE: Rule = { peers: [fromNamespace("monitoring", { [NAME_LABEL]: "prometheus" })], ports: [METRICS] };

/** The policies of a team's namespace; none where nobody wrote any. @param style how many policies more than need be */
export function teamPolicies(namespace: PlannedNamespace, { outgoing, callers, fault }: Allowing, style: Style): readonly JsonMap[] {
  if (namespace.open) return [];
  const of = (name: string, selector: JsonMap, rules: { readonly ingress?: readonly Rule[]; readonly egress?: readonly Rule[] }): JsonMap => networkPolicy({ namespace: namespace.name, team: namespace.team, name, selector, ...rules });
  const tiers = new Set(namespace.workloads.map(({ tier }) => tier));
  const has = (tier: Tier): boolean => tiers.has(tier);
  const dnsApart = fault === "dns" || style >= 1;
  const platform: readonly Rule[] = [
    { peers: [fromNamespace("monitoring", { [NAME_LABEL]: "otel-collector" })], ports: [OTLP] },
    { peers: [fromNamespace("messaging", { [NAME_LABEL]: "kafka" })], ports: [KAFKA] },
    { peers: [fromNamespace("identity", { [NAME_LABEL]: "auth" })], ports: [HTTP] },
  ];
  // Whoever forgot DNS listed the tiers of that time.
  const resolving = fault === "dns" ? { matchExpressions: [{ key: TIER_LABEL, operator: "In", values: ["web", "api", "db"] }] } : {};
  const open = { matchExpressions: [{ key: TIER_LABEL, operator: "NotIn", values: ["db", "cache"] }] };

  return [
    of("default-deny", {}, { ingress: [], egress: dnsApart ? [] : [DNS] }),
    ...(dnsApart ? [of("allow-dns", resolving, { egress: [DNS] })] : []),
    ...(style >= 2 ? [of("allow-metrics", {}, { ingress: [SCRAPE] }), of("to-the-platform", {}, { egress: platform })] : [of("platform", {}, { ingress: [SCRAPE], egress: platform })]),
    ...(style >= 3 ? [of("within", open, { ingress: [{ peers: [anyPod], ports: [HTTP] }] }), of("to-own-pods", {}, { egress: [{ peers: [anyPod], ports: [] }] })] : [of("within", {}, { ingress: has("db") || has("cache") ? [{ peers: [anyPod], ports: [HTTP] }] : [{ peers: [anyPod], ports: [] }], egress: [{ peers: [anyPod], ports: [] }] })]),
    ...(has("db") || has("cache") ? [of("stores", { matchExpressions: [{ key: TIER_LABEL, operator: "In", values: ["db", "cache"] }] }, { ingress: [{ peers: storeClients(tiers, fault), ports: [{ number: 5432, protocol: "TCP" }, { number: 6379, protocol: "TCP" }] }] })] : []),
    ...(has("web") ? [of("from-customers", { matchLabels: { [TIER_LABEL]: "web" } }, { ingress: [{ peers: [fromNamespace("ingress-nginx")], ports: [HTTP] }] })] : []),
    ...(callers.length > 0 ? [of("callers", { matchLabels: { [TIER_LABEL]: "api" } }, { ingress: [{ peers: callerPeers(callers, fault), ports: [fault === "port" ? { number: 80, protocol: "TCP" } : HTTP] }] })] : []),
    ...(outgoing.others.length > 0 ? [of("to-other-teams", { matchLabels: { [TIER_LABEL]: "api" } }, { egress: [{ peers: outgoing.others.map(({ name }) => fromNamespace(name, { [TIER_LABEL]: "api" })), ports: [HTTP] }] })] : []),
    ...outgoing.outside.map(({ by, to }) => of(`outside-${by}`, { matchLabels: { [TIER_LABEL]: by, ...(fault === "rollout" && { version: "v1" }) } }, { egress: [{ peers: [block(fault === "outside" ? elsewhere(to.address) : `${to.address}/32`)], ports: [{ number: to.port, protocol: "TCP" }] }] })),
  ];
}

const storeClients = (tiers: ReadonlySet<Tier>, fault: Fault | undefined): readonly JsonMap[] =>
  (["api", "worker", "job"] as const).filter((tier) => tiers.has(tier)).map((tier) => podsOf({ [TIER_LABEL]: fault === "typo" && tier === "api" ? "ap1" : tier }));

/** @param fault with `team` the first caller's name has a letter too many */
function callerPeers(callers: readonly PlannedNamespace[], fault: Fault | undefined): readonly JsonMap[] {
  const teams = [...new Set(callers.map(({ team }) => team))];
  const closed = callers.find(({ open }) => !open)?.team;
  return teams.map((team) => fromTeam(fault === "team" && team === closed ? `${team}s` : team));
}

/** The address that the name had before it moved. */
const elsewhere = (address: string): string => `${address.replace(/\d+$/, (last) => String(Number(last) + 1))}/32`;

/** The platform's own: open to whom it serves, closed to the rest. */
export function sharedPolicies(namespaces: readonly PlannedNamespace[]): readonly JsonMap[] {
  const everybody = { namespaceSelector: {} };
  const of = (namespace: string, name: string, app: string | undefined, ingress: readonly Rule[]): JsonMap =>
    networkPolicy({ namespace, team: namespaces.find((one) => one.name === namespace)?.team ?? "platform", name, selector: app === undefined ? {} : { matchLabels: { [NAME_LABEL]: app } }, ingress });
  return [
    of("monitoring", "default-deny", undefined, []),
    of("monitoring", "within", undefined, [{ peers: [anyPod], ports: [] }]),
    of("monitoring", "otel-collector", "otel-collector", [{ peers: [everybody], ports: [OTLP] }]),
    of("logging", "loki", "loki", [{ peers: [anyPod], ports: [HTTP] }]),
    of("messaging", "default-deny", undefined, []),
    of("messaging", "kafka", "kafka", [{ peers: [everybody], ports: [KAFKA] }, SCRAPE]),
    of("identity", "auth", "auth", [{ peers: [everybody], ports: [HTTP] }, SCRAPE]),
    of("ingress-nginx", "controller", "controller", [{ peers: [block("0.0.0.0/0")], ports: [{ number: 80, protocol: "TCP" }] }]),
  ];
}
