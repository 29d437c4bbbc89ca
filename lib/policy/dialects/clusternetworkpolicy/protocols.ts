import type { PortMatch, Protocol } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { readNamedPort } from "./namedport.ts";
import { readNumber, readRange } from "./numbers.ts";
import { type Part, readUnion } from "./part.ts";

const PROTOCOL_KEYS: ReadonlyMap<string, Protocol> = new Map([["tcp", "TCP"], ["udp", "UDP"], ["sctp", "SCTP"]]);

/** One entry of `protocols`. All ports of a protocol cannot be said but as their range: `tcp: {}` is rejected. */
export function readProtocol(entry: Field): Part<PortMatch> | undefined {
  const chosen = readUnion(entry, [...PROTOCOL_KEYS.keys(), "destinationNamedPort"], "protocol");
  if (chosen?.kind !== "one") return chosen;
  const protocol = PROTOCOL_KEYS.get(chosen.key);
  if (protocol === undefined) return readNamedPort(chosen.value);
  const port = readUnion(chosen.value, ["destinationPort"], `\`${chosen.key}\` protocol`);
  return port?.kind === "one" ? readDestinationPort(port.value, protocol) : port;
}

function readDestinationPort(field: Field, protocol: Protocol): Part<PortMatch> | undefined {
  const chosen = readUnion(field, ["number", "range"], "`destinationPort`");
  if (chosen?.kind !== "one") return chosen;
  if (chosen.key === "number") {
    const port = readNumber(chosen.value);
    return port === undefined ? undefined : { kind: "known", means: [{ kind: "range", protocol, from: port, to: port }] };
  }
  if (!chosen.value.struct("start", "end")) return undefined;
  const range = readRange(chosen.value);
  if (range && range.start >= range.end) {
    chosen.value.error("invalid", `\`start\` ${quote(range.start)} must be less than \`end\` ${quote(range.end)}: one port is a \`number\``);
    return undefined;
  }
  return range && { kind: "known", means: [{ kind: "range", protocol, from: range.start, to: range.end }] };
}
