import { PROTOCOLS, type Protocol } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { portNameFaults } from "#lib/source/names.ts";

/** One entry of `ports`. */
export interface PortRead {
  readonly protocols: readonly (Protocol | { readonly other: string })[];
  /** As it was written; `ANY` where nothing was. */
  readonly protocol: string;
  readonly meaning:
    | { readonly kind: "every" }
    | { readonly kind: "range"; readonly from: number; readonly to: number }
    | { readonly kind: "named"; readonly name: string };
}

/** Protocols without ports: they need the option enable-extended-ip-protocols. */
const PORTLESS = ["VRRP", "IGMP"];
const LARGEST = 65_535;

export function readPort(entry: Field): PortRead | undefined {
  entry.struct("port", "endPort", "protocol");
  const protocol = readProtocol(entry.at("protocol"));
  const port = entry.at("port");
  const text = port.text();
  if (!port.absent && text === undefined) return undefined;
  const portless = protocol !== undefined && PORTLESS.includes(protocol);
  if (text === undefined || text === "") {
    if (!portless) port.error("required", "`port` is missing: `\"0\"` means every port");
    return protocol === undefined || !portless ? undefined : { protocols: protocolsOf(protocol), protocol, meaning: { kind: "every" } };
  }
  const meaning = meaningOf(port, text, entry.at("endPort"));
  if (portless && meaning?.kind !== "every") port.error("forbidden", `${quote(protocol)} has no ports: leave \`port\` out`);
  return protocol === undefined || meaning === undefined ? undefined : { protocols: protocolsOf(protocol), protocol, meaning };
}

function readProtocol(field: Field): string | undefined {
  const text = field.text();
  if (text === undefined) return field.absent ? "ANY" : undefined;
  const known = ["", "ANY", ...PROTOCOLS, ...PORTLESS].find((one) => one === text);
  if (known === undefined) field.error("unsupported-value", `unsupported protocol ${quote(text)}: use \`TCP\`, \`UDP\`, \`SCTP\` or \`ANY\``);
  return known === "" ? "ANY" : known;
}

function protocolsOf(protocol: string): PortRead["protocols"] {
  if (protocol === "ANY") return PROTOCOLS;
  const known = PROTOCOLS.find((one) => one === protocol);
  return known === undefined ? [{ other: protocol.toLowerCase() }] : [known];
}

/** A number as Cilium parses it, with its base in front (`"010"` is 8, semantics §3.14), or the name of a port. */
function meaningOf(port: Field, text: string, endPort: Field): PortRead["meaning"] | undefined {
  const end = endPort.integer();
  const from = numberOf(text);
  if (from === undefined) {
    if (end !== undefined && end !== 0) endPort.problems.warning("ignored", endPort.path, "`endPort` has no effect beside the name of a port");
    return port.check(text.toLowerCase(), portNameFaults) ? { kind: "named", name: text.toLowerCase() } : undefined;
  }
  if (text.length > 1 && text.startsWith("0")) port.problems.warning("invalid", port.path, `${quote(text)} is read as ${quote(from)}: write the number without zeros in front`);
  if (from > LARGEST) port.error("invalid", `port ${quote(text)} must be between 0 and ${LARGEST}`);
  if (end !== undefined && (end < 0 || end > LARGEST)) endPort.error("invalid", `\`endPort\` ${quote(end)} must be between 0 and ${LARGEST}`);
  if (end !== undefined && end !== 0 && end < from) endPort.error("invalid", `\`endPort\` ${quote(end)} must not be less than \`port\` ${quote(from)}`);
  return from === 0 ? { kind: "every" } : { kind: "range", from, to: Math.max(from, end ?? 0) };
}

function numberOf(text: string): number | undefined {
  if (!/^[0-9][0-9a-fA-FxXoObB]{0,20}$/.test(text)) return undefined;
  const octal = /^0[0-7]+$/.test(text) ? `0o${text.slice(1)}` : text;
  const number = Number(octal);
  return Number.isInteger(number) ? number : undefined;
}
