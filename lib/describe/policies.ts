import type { NamespaceMatch, Peer, Policy, PortMatch, Rule } from "#lib/policy/algebra.ts";
import { NAME_LABEL } from "#lib/policy/namespaces.ts";
import type { Requirement, Selector } from "#lib/policy/selector.ts";
import { qualifiedName } from "#lib/source/identity.ts";

/** As kubectl writes selectors: `app=web,tier in (a,b)`; empty for a selector of everything. */
export const selectorText = (selector: Selector): string => selector.map(requirementText).join(",");

function requirementText(requirement: Requirement): string {
  switch (requirement.operator) {
    case "In":
    case "NotIn": {
      const values = [...requirement.values];
      const equals = requirement.operator === "In" ? "=" : "!=";
      return values.length === 1 ? `${requirement.key}${equals}${values[0] ?? ""}` : `${requirement.key} ${requirement.operator === "In" ? "in" : "notin"} (${values.join(",")})`;
    }
    case "Exists":
      return requirement.key;
    case "DoesNotExist":
      return `!${requirement.key}`;
  }
}

/** `10.0.0.0/8 except 10.1.0.0/16`, `pods app=db in shop`, `any pod in namespaces team=a`, `anyone`. */
export function peerText(peer: Peer): string {
  switch (peer.kind) {
    case "anyone":
      return "anyone";
    case "cidr":
      return peer.except.length === 0 ? peer.cidr.text : `${peer.cidr.text} except ${peer.except.map(({ text }) => text).join(", ")}`;
    case "pods":
      return `${peer.pods.length === 0 ? "any pod" : `pods ${selectorText(peer.pods)}`} in ${namespaceText(peer.namespaces)}`;
  }
}

function namespaceText(match: NamespaceMatch): string {
  const only = onlyNamespace(match);
  if (only !== undefined) return only;
  return match.kind === "selected" && match.selector.length > 0 ? `namespaces ${selectorText(match.selector)}` : "any namespace";
}

/** The one namespace that can match, where the rule names it. */
export function onlyNamespace(match: NamespaceMatch): string | undefined {
  if (match.kind === "named") return match.name;
  const [only, second] = match.selector;
  const names = only?.operator === "In" && only.key === NAME_LABEL && !second ? [...only.values] : [];
  return names.length === 1 ? names[0] : undefined;
}

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
      return `${port.protocol.toLowerCase()} ${port.name}`;
  }
}

export const peersText = ({ peers }: Rule): string => peers.map(peerText).join(" or ");
export const portsText = ({ ports }: Rule): string => ports.map(portText).join(", ");

/** What a rule does, in one line: `allow → 10.0.0.0/8 · any port`. */
export function ruleText(rule: Rule, direction: "egress" | "ingress"): string {
  return `${rule.action} ${direction === "egress" ? "→" : "←"} ${peersText(rule)} · ${portsText(rule)}`;
}

/** `default-deny` beside a pod of its own namespace, else with its namespace. */
export const policyText = ({ ref }: Policy): string => ref.name;

export const policyName = ({ ref }: Policy): string => qualifiedName(ref);

/** `default-deny rule 1`. */
export const ruleName = (policy: Policy, rule: Rule): string => `${policyText(policy)} rule ${rule.number}`;
