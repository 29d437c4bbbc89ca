import { PROTOCOLS, type PortMatch, type Protocol } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import type { Author } from "../author.ts";
import { readOneOf } from "../entries.ts";
import { OTHER_PROTOCOLS } from "../options.ts";
import { type WrittenPort, readPortText } from "./number.ts";

const KNOWN = [...PROTOCOLS, "VRRP", "IGMP", "ANY"] as const;

export interface ReadPort {
  readonly field: Field;
  readonly protocol: (typeof KNOWN)[number];
  /** Port 0: all ports of the protocol. */
  readonly isZero: boolean;
  /** More than one port, by `endPort`. */
  readonly isRange: boolean;
  readonly matches: readonly PortMatch[];
}

/** One entry of `ports`. Without a protocol it is every one that has ports: TCP, UDP and SCTP. @returns undefined when it is invalid */
export function readPort(entry: Field, author: Author): ReadPort | undefined {
  if (!entry.struct("port", "endPort", "protocol")) return undefined;
  const field = entry.at("protocol");
  const protocol = field.absent ? "ANY" : readOneOf(field, KNOWN);
  const port = readNumber(entry.at("port"), protocol, author);
  const end = readEnd(entry.at("endPort"), port);
  if (protocol === undefined || port === undefined) return undefined;
  const isZero = port.kind === "number" && port.value === 0;
  const stated = { field: entry, protocol, isZero, isRange: port.kind === "number" && end > port.value };
  if (protocol === "VRRP" || protocol === "IGMP") return { ...stated, matches: [{ kind: "other", text: protocol }] };
  return { ...stated, matches: matchesOf(protocol, port, end) };
}

type Written = Exclude<WrittenPort, { kind: "invalid" }>;

function matchesOf(protocol: Protocol | "ANY", port: Written, end: number): readonly PortMatch[] {
  if (port.kind === "name") return [{ kind: "named", name: port.name, ...(protocol !== "ANY" && { protocol }) }];
  return (protocol === "ANY" ? PROTOCOLS : [protocol]).map((one): PortMatch =>
    port.value === 0 && (end === 0 || end === 65_535) ? { kind: "protocol", protocol: one } : { kind: "range", protocol: one, from: port.value, to: Math.max(port.value, end) });
}

function readNumber(field: Field, protocol: ReadPort["protocol"] | undefined, { needs }: Author): Written | undefined {
  const portless = protocol === "VRRP" || protocol === "IGMP";
  if (field.absent) {
    if (portless) needs.add(OTHER_PROTOCOLS);
    else field.error("required", "`port` is missing: write `\"0\"` for every port");
    return portless ? { kind: "number", value: 0, octal: false } : undefined;
  }
  if (typeof field.value === "number") field.error("wrong-type", `\`port\` is a text in this API: write ${quote(`"${field.value}"`)}`);
  else if (typeof field.value !== "string") field.wrongType("a port number or a port name, in quotes");
  if (typeof field.value !== "string") return undefined;
  const written = readPortText(field.value);
  if (written.kind === "invalid") {
    field.error("invalid", `${quote(field.value)} is no port number from 0 to 65535 and no port name of at most 15 letters, digits and single \`-\`${/^0\d/.test(field.value) ? ": a leading zero means octal" : ""}`);
    return undefined;
  }
  if (written.kind === "number" && written.octal) field.problems.warning("invalid", field.path, `${quote(field.value)} is read as octal, which is port ${written.value}: leave out the leading zero`);
  if (written.kind === "number" && portless && field.value !== "0") field.error("invalid", `\`port\` must be left out or \`"0"\` where \`protocol\` is \`${protocol}\``);
  return written;
}

/** @returns 0 where there is none */
function readEnd(field: Field, port: Written | undefined): number {
  const end = field.integer();
  if (end === undefined) return 0;
  if (end < 0 || end > 65_535) field.error("invalid", `\`endPort\` ${quote(end)} must be between 0 and 65535`);
  else if (port?.kind === "name") field.problems.warning("ignored", field.path, "`endPort` has no effect beside a port's name");
  else if (port && end !== 0 && end < port.value) field.problems.warning("ignored", field.path, `\`endPort\` ${quote(end)} is below \`port\`, so it has no effect`);
  return end;
}
