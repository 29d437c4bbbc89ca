import type { Direction, Policy, PortMatch, Rule } from "#lib/policy/algebra.ts";
import { identityOf, qualifiedName } from "#lib/source/identity.ts";
import { namespaceText, peerText, peersText, servicesText } from "./peers.ts";
import { selectorText } from "./selectors.ts";

/** `tcp 443`, `tcp 9000-9010`, `any udp port`, `port http`, `any port`. */
export function portText(port: PortMatch): string {
  switch (port.kind) {
    case "anything":
      return "any port";
    case "protocol":
      return `any ${port.protocol.toLowerCase()} port`;
    case "range":
      return `${port.protocol.toLowerCase()} ${port.from === port.to ? port.from : `${port.from}-${port.to}`}`;
    case "named":
      return `${port.protocol?.toLowerCase() ?? "port"} ${port.name}`;
    case "other":
      return port.text;
    case "service-ports":
      return `the ports of ${servicesText(port.services)}`;
    case "any":
      return port.of.length === 0 ? "no port" : port.of.map(portText).join(", ");
    case "all":
      return port.of.map(portText).join(" and ");
    case "not":
      return `not ${portText(port.of)}`;
  }
}

export const portsText = ({ ports }: Rule): string => ports.map(portText).join(", ");

/** What a rule does, in one line: `allow → 10.0.0.0/8 · any port`. */
export function ruleText(rule: Rule, direction: Direction): string {
  const self = rule.self && rule.self.kind !== "anyone" ? ` · ${direction === "egress" ? "from" : "to"} ${peerText(rule.self)}` : "";
  return `${rule.action} ${direction === "egress" ? "→" : "←"} ${peersText(rule)} · ${portsText(rule)}${self}${beyondText(rule)}`;
}

/** What a rule looks at once the connection is open. */
function beyondText({ beyond }: Rule): string {
  switch (beyond?.kind) {
    case "dns":
      return ` · queries for ${beyond.names.map(({ text }) => text).join(", ") || "no name"}`;
    case "requests":
      return ` · then ${beyond.what}`;
    case undefined:
      return "";
  }
}

/** `default-deny` beside a pod of its own namespace, else with its namespace. */
export const policyText = ({ ref }: Policy): string => ref.name;

/** Several policies, each once: by name alone, with the kind where two of different kinds or places share the name. */
export function policyTexts(policies: readonly Policy[], text: (policy: Policy) => string = policyText): readonly string[] {
  const once = [...new Map(policies.map((policy) => [identityOf(policy.ref), policy])).values()];
  const shared = (policy: Policy): boolean => once.some((other) => other !== policy && text(other) === text(policy));
  return once.map((policy) => (shared(policy) ? identityOf(policy.ref) : text(policy)));
}

export const policyName = ({ ref }: Policy): string => qualifiedName(ref);

/** `default-deny rule 1`, or with the name that its author gave it. */
export const ruleName = (policy: Policy, rule: Rule): string => `${policyText(policy)} rule ${rule.number}${rule.name === undefined ? "" : ` (${rule.name})`}`;

/** `no-egress (priority 10)`; without a rank where its tier has none. */
export const rankedText = (policy: Policy): string => {
  const rank = rankText(policy);
  return rank === "" ? policyText(policy) : `${policyText(policy)} (${rank})`;
};

/** `priority 10`, `order last`; empty where the tier or the kind has no ranks. */
const rankText = ({ tier: { rankWord }, rank, unplaced }: Policy): string => (rankWord === "" || unplaced ? "" : `${rankWord} ${Number.isFinite(rank) ? rank : "last"}`);

/** Where a policy stands in the order: `Admin tier, priority 10`. */
export const tierText = (policy: Policy): string => [policy.tier.title, rankText(policy)].filter(Boolean).join(", ");

/** Whom a policy selects, as kubectl writes selectors: `app=web`, `<all pods>`, `<all pods> in namespaces team=a`. */
export function selectedText({ ref, subject: { namespaces, pods } }: Policy): string {
  const labels = pods.length === 0 ? "<all pods>" : selectorText(pods);
  return namespaces.kind === "named" && namespaces.name === ref.namespace ? labels : `${labels} in ${namespaceText(namespaces)}`;
}
