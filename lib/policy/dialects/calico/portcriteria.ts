import type { PortMatch, ServiceMatch } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { isUnset } from "./entries.ts";
import { type RulePort, portMatchOf } from "./ports.ts";
import { type RuleProtocol, matchOf } from "./protocol.ts";

/** What a rule asks of protocol and destination port, all of which holds together. */
export interface Criteria {
  readonly protocol: RuleProtocol | undefined;
  readonly notProtocol: RuleProtocol | undefined;
  /** The ICMP type and code in words. */
  readonly icmp: string | undefined;
  readonly ports: readonly RulePort[];
  readonly notPorts: readonly RulePort[];
  readonly services: ServiceMatch | undefined;
}

/** The ports of the algebra, of which any matches. */
export function portsOf({ protocol, notProtocol, icmp, ports, notPorts, services }: Criteria): readonly PortMatch[] {
  if (protocol && !protocol.known) return [{ kind: "other", text: [protocol.text, ...(icmp ? [icmp] : [])].join(" ") }];
  const of = (port: RulePort): PortMatch => portMatchOf(port, protocol?.known);
  const wanted: readonly PortMatch[] = ports.length > 0 ? ports.map(of) : protocol ? [matchOf(protocol)] : [];
  const rest: readonly PortMatch[] = [
    ...(services ? [{ kind: "service-ports", services } as const] : []),
    ...(notPorts.length > 0 ? [{ kind: "not", of: anyPort(notPorts.map(of)) } as const] : []),
    ...(notProtocol?.known ? [{ kind: "not", of: matchOf(notProtocol) } as const] : []),
  ];
  if (rest.length === 0) return wanted.length > 0 ? wanted : [{ kind: "anything" }];
  const all = [...(wanted.length > 0 ? [anyPort(wanted)] : []), ...rest];
  return all.length === 1 ? all : [{ kind: "all", of: all }];
}

const anyPort = (of: readonly PortMatch[]): PortMatch => (of.length === 1 && of[0] ? of[0] : { kind: "any", of });

/** Numbers mean nothing without TCP, UDP or SCTP; a port's name can do without a protocol. */
export function checkPortProtocols(rule: Field, protocol: RuleProtocol | undefined): void {
  const isInvalid = !rule.at("protocol").absent && protocol === undefined;
  if (isInvalid) return;
  for (const end of ["source", "destination"]) {
    for (const key of ["ports", "notPorts"]) {
      const list = rule.at(end).at(key);
      if (isUnset(list)) continue;
      if (protocol && !protocol.known) list.error("forbidden", `\`${protocol.text}\` has no ports: use \`protocol: TCP\`, \`UDP\` or \`SCTP\``);
      if (!protocol && Array.isArray(list.value) && list.value.some(isNumeric)) list.error("required", "a rule with port numbers must set `protocol` to `TCP`, `UDP` or `SCTP`");
    }
  }
  const services = rule.at("destination").at("services");
  for (const key of services.absent ? [] : ["ports", "notPorts"]) {
    const list = rule.at("destination").at(key);
    if (!isUnset(list)) list.error("forbidden", `\`${key}\` may not stand beside \`services\`, which knows its own ports`);
  }
}

const isNumeric = (port: unknown): boolean => typeof port === "number" || (typeof port === "string" && /^[\d:]{1,40}$/.test(port));
