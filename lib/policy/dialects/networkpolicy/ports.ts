import { PROTOCOLS, type PortMatch, type Protocol } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { portNameFaults } from "#lib/source/names.ts";

/** One entry of `ports`; an empty one is every port of TCP, not of every protocol. @returns undefined when it is invalid */
export function readPort(entry: Field): PortMatch | undefined {
  if (!entry.struct("protocol", "port", "endPort")) return undefined;
  const protocol = readProtocol(entry.at("protocol"));
  const port = entry.at("port");
  const endPort = entry.at("endPort");
  if (port.absent) {
    forbid(endPort, "is not specified");
    return protocol && { kind: "protocol", protocol };
  }
  if (typeof port.value === "string") {
    port.check(port.value, portNameFaults);
    forbid(endPort, "is a name");
    return protocol && { kind: "named", protocol, name: port.value };
  }
  const range = readRange(port, endPort);
  return protocol && range && { kind: "range", protocol, ...range };
}

function readProtocol(field: Field): Protocol | undefined {
  if (field.absent) return "TCP";
  const text = field.text();
  const protocol = PROTOCOLS.find((known) => known === text);
  if (text !== undefined && protocol === undefined) {
    field.error("unsupported-value", `unsupported protocol ${quote(text)}: use \`TCP\`, \`UDP\` or \`SCTP\``);
  }
  return protocol;
}

function readRange(port: Field, endPort: Field): { readonly from: number; readonly to: number } | undefined {
  const from = Number.isInteger(port.value) ? port.integer() : port.wrongType("a port number or a port name");
  const to = endPort.absent ? from : endPort.integer();
  checkNumber(port, from);
  if (!endPort.absent) checkNumber(endPort, to);
  if (from === undefined || to === undefined) return undefined;
  if (to < from) endPort.error("invalid", `\`endPort\` ${quote(to)} must be greater than or equal to \`port\` ${quote(from)}`);
  return { from, to };
}

function checkNumber(field: Field, port: number | undefined): void {
  if (port !== undefined && (port < 1 || port > 65_535)) field.error("invalid", `port ${quote(port)} must be between 1 and 65535`);
}

function forbid(endPort: Field, why: string): void {
  if (!endPort.absent) endPort.error("forbidden", `\`endPort\` may not be specified when \`port\` ${why}`);
}
