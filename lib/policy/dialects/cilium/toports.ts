import type { Beyond, PortMatch } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import type { Subjected } from "./author.ts";
import { checkCount } from "./entries.ts";
import { type ReadPort, readPort } from "./ports/port.ts";
import { checkListener } from "./requests/listener.ts";
import { type ReadRules, readRequestRules } from "./requests/rules.ts";
import { checkTls } from "./requests/secret.ts";
import { checkServerNames } from "./requests/servernames.ts";

const MOST_PORTS = 40;
const ONLY_ALLOWING = ["terminatingTLS", "originatingTLS", "serverNames", "listener", "rules"] as const;

/** One entry of `toPorts`: its ports, and what is looked at behind them. */
export interface PortRule {
  readonly field: Field;
  readonly ports: readonly PortMatch[];
  readonly beyond?: Beyond;
}

export const readToPorts = (list: Field, subjected: Subjected): readonly PortRule[] =>
  list.list().flatMap((entry) => readPortRule(entry, subjected) ?? []);

function readPortRule(entry: Field, subjected: Subjected): PortRule | undefined {
  const allows = subjected.section.action === "allow";
  if (!entry.struct("ports", ...(allows ? ONLY_ALLOWING : []))) return undefined;
  const list = entry.at("ports");
  checkCount(list, MOST_PORTS);
  const ports = list.list().map((port) => readPort(port, subjected.author));
  const any = list.list().length === 0;
  const matches: readonly PortMatch[] = any ? [{ kind: "anything" }] : ports.flatMap((port) => port?.matches ?? []);
  if (!allows) return { field: entry, ports: matches };

  const rules = readRequestRules(entry.at("rules"));
  const known = ports.flatMap((port) => port ?? []);
  if (rules) checkRules(rules, known, any, subjected);
  const hasServerNames = checkServerNames(entry.at("serverNames"));
  checkTls(entry.at("terminatingTLS"));
  checkTls(entry.at("originatingTLS"));
  checkListener(entry.at("listener"));
  checkCompany(entry, rules, hasServerNames, subjected);
  const beyond = rules?.beyond ?? transportOf(entry, hasServerNames);
  return { field: entry, ports: matches, ...(beyond && { beyond }) };
}

/** What the proxy looks at though no rules for requests say so. */
function transportOf(entry: Field, hasServerNames: boolean): Beyond | undefined {
  if (hasServerNames) return { kind: "requests", what: "TLS server names" };
  if (!entry.at("listener").absent) return { kind: "requests", what: "whatever an Envoy listener does with them" };
  return entry.at("terminatingTLS").absent && entry.at("originatingTLS").absent ? undefined : { kind: "requests", what: "TLS certificates" };
}

function checkRules({ kind, field, beyond }: ReadRules, ports: readonly ReadPort[], anyPort: boolean, { section, host }: Subjected): void {
  const isDns = kind === "dns";
  const named = beyond !== undefined;
  if (isDns && named && section.direction === "ingress") field.error("forbidden", "rules for DNS queries are not allowed on ingress");
  if (isDns && anyPort) field.error("required", "rules for DNS queries need `ports`, such as port 53");
  if (host && named && !isDns) field.error("forbidden", "a policy for nodes can only have rules for DNS queries, and only on egress");
  for (const port of ports) {
    if (isDns && named && port.isRange) port.field.at("endPort").error("forbidden", "rules for DNS queries do not support port ranges");
    if (!(isDns && named) && port.protocol !== "TCP") {
      const where = port.field.at("protocol");
      where.error("forbidden", `rules for requests other than DNS queries need \`protocol: TCP\`, not ${quote(port.protocol)}${where.absent ? ", which an absent one is" : ""}`);
    }
    if (port.isZero) port.field.at("port").error("forbidden", "rules for requests cannot be used with port 0");
  }
}

/** What may not stand beside what. */
function checkCompany(entry: Field, rules: ReadRules | undefined, hasServerNames: boolean, { section }: Subjected): void {
  const listener = entry.at("listener");
  if (hasServerNames && rules && entry.at("terminatingTLS").absent) entry.at("serverNames").error("forbidden", "`serverNames` beside `rules` needs `terminatingTLS`");
  if (listener.absent) return;
  if (section.direction === "ingress") listener.error("forbidden", "a `listener` is not allowed on ingress");
  if (rules) listener.error("forbidden", "a `listener` may not stand beside `rules`");
}
