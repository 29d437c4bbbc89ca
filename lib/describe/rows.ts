import type { CardRow } from "#lib/api/graph.ts";
import { type NearMiss, nearMisses } from "#lib/check/nearest.ts";
import type { Judged } from "#lib/check/pairs.ts";
import type { Direction, Peer, Policy, PortMatch, Rule } from "#lib/policy/algebra.ts";
import type { RuleOutcome } from "#lib/policy/rules.ts";
import { askedPolicies } from "#lib/policy/tiers.ts";
import { onlyNamespace, peerText, withoutSets } from "./peers.ts";
import { portText, rankedText } from "./policies.ts";
import { policyId } from "./policyids.ts";
import { hasOrder } from "./tierorder.ts";
import { listOf } from "./words.ts";

const SHOWN = 6;

/** What each rule of a policy does, then the implied end. @param shown how many rules at most */
export function policyRows(policy: Policy, direction: Direction, shown = SHOWN): CardRow[] {
  const rows = (policy[direction]?.rules ?? []).slice(0, shown).map((rule) => ruleRow(policy, rule, direction));
  return [...rows, ...impliedRow([policy], direction)];
}

/** The same for one judged side: the rule that matched and the near misses come first, so that they are always shown. */
export function judgedRows(told: Judged, direction: Direction): { readonly rows: readonly CardRow[]; readonly more: number } {
  const side = told.explanation[direction];
  const misses = new Map(nearMisses(side).map((miss) => [miss.rule.rule, miss]));
  const outcomes = side.tiers.flatMap((tier) => askedPolicies(tier).flatMap(({ rules }) => rules));
  const order = outcomes.toSorted((a, b) => weight(b.match, misses.has(b.rule)) - weight(a.match, misses.has(a.rule)));
  const kept = new Set(order.slice(0, SHOWN));
  const ruleRows = (shown: readonly RuleOutcome[]): readonly CardRow[] => shown.filter((outcome) => kept.has(outcome)).map(({ policy, rule }) => ({ ...ruleRow(policy, rule, direction), ...near(misses.get(rule)) }));
  const rows = hasOrder(side) ? inTiers(side, ruleRows) : ruleRows(outcomes);
  const isolating = side.isolatedBy.filter((policy) => side.tiers.some(({ policies }) => policies.some(({ selecting }) => selecting.policy === policy)));
  return { rows: [...rows, ...impliedRow(isolating, direction)], more: outcomes.length - kept.size };
}

/** The rows under the tier and the policy that they stand in, in the order in which they are asked. */
function inTiers({ tiers, notReached }: Judged["explanation"]["egress"], ruleRows: (outcomes: readonly RuleOutcome[]) => readonly CardRow[]): readonly CardRow[] {
  const speaking = tiers.filter(({ policies }) => policies.length > 0).flatMap((asked): readonly CardRow[] => [
    { mark: "tier", text: `${asked.tier.title}: ${listOf([...new Set(asked.policies.map(({ selecting }) => rankedText(selecting.policy)))])}` },
    ...ruleRows(askedPolicies(asked).flatMap(({ rules }) => rules)),
  ]);
  return [...speaking, ...notReached.map(({ tier }): CardRow => ({ mark: "tier", text: `${tier.title}: not reached` }))];
}

const weight = (match: string, near: boolean): number => (match === "no" ? (near ? 1 : 0) : 2);

/** Only another port of the right peer is marked: "outside it" would be true of every block. */
const near = (miss: NearMiss | undefined): Partial<CardRow> => (miss?.kind === "port" ? { mark: "near", note: miss.differs.miss?.kind === "protocol" ? "protocol differs" : "port differs" } : {});

function ruleRow(policy: Policy, rule: Rule, direction: Direction): CardRow {
  const peers = withoutSets(rule.peers).map((peer) => shortPeer(peer, policy.ref.namespace)).join(", ") || "nobody";
  const ports = rule.ports.some(({ kind }) => kind === "anything") ? "" : ` · ${shortPorts(rule.ports)}`;
  return { mark: rule.action, text: `${rule.action} ${direction === "egress" ? "→" : "←"} ${peers}${ports}`, policy: policyId(policy.ref), line: rule.place.line };
}

/** Whoever is limited and not allowed is blocked: no rule says so, the policy types do. */
function impliedRow(policies: readonly Policy[], direction: Direction): readonly CardRow[] {
  if (!policies.some((policy) => policy[direction]?.isolates)) return [];
  return [{ mark: "implied", text: "anything else: no rule", note: impliedBy(policies, direction) }];
}

const impliedBy = (policies: readonly Policy[], direction: Direction): string =>
  policies.every(({ ref }) => ref.apiVersion === "networking.k8s.io/v1") ? `implied by policyTypes: [${direction === "egress" ? "Egress" : "Ingress"}], not a rule` : "implied: limited, and no rule allows it";

/** Labels that name what a pod is: their value alone says it on a card. */
const NAMING = new Set(["app", "k8s-app", "app.kubernetes.io/name", "name"]);

/** `kube-dns` says enough of pods with a naming label, at home and in kube-system; elsewhere their namespace is said too. */
function shortPeer(peer: Peer, home: string): string {
  if (peer.kind !== "pods") return peerText(peer);
  const [only, second] = peer.pods;
  const [value = ""] = only?.operator === "In" && only.values.size === 1 && NAMING.has(only.key) && !second ? only.values : [];
  const namespace = onlyNamespace(peer.namespaces);
  const text = peerText(peer);
  if (value === "") return namespace === home ? text.replace(/ in \S+$/, "") : text;
  return namespace === home || namespace === "kube-system" ? value : text.replace(/^pods \S+/, value);
}

/** `tcp 443, 8443` and `udp+tcp 53`: a protocol is said once. */
function shortPorts(ports: readonly PortMatch[]): string {
  const byText = Map.groupBy(ports, (port) => portText(port).split(" ").at(-1) ?? "");
  const everyOne = [...byText].every(([, same]) => same.length > 1);
  if (everyOne) return [...byText].map(([text, same]) => `${same.map((port) => portText(port).split(" ")[0] ?? "").join("+")} ${text}`).join(", ");
  return ports.map(portText).join(", ");
}
