import { PROTOCOLS, type PortMatch, type Protocol } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { readNamedPort } from "./namedport.ts";
import { readNumber, readRange } from "./numbers.ts";
import { type Part, UNKNOWN, readUnion } from "./part.ts";

/** One entry of v1alpha1's `ports`. @returns undefined when it is invalid */
export function readAdminPort(entry: Field): Part<PortMatch> | undefined {
  const chosen = readUnion(entry, ["portNumber", "portRange", "namedPort"], "port");
  if (chosen?.kind !== "one") return chosen;
  if (chosen.key === "namedPort") return readNamedPort(chosen.value);
  return chosen.key === "portNumber" ? readPortNumber(chosen.value) : readPortRange(chosen.value);
}

function readPortNumber(field: Field): Part<PortMatch> | undefined {
  if (!field.struct("protocol", "port")) return undefined;
  const protocol = readProtocolName(field.at("protocol"));
  const port = readNumber(field.at("port"));
  return port === undefined ? undefined : matchOf(protocol, port, port);
}

/** Nothing checks that a range starts before it ends. */
function readPortRange(field: Field): Part<PortMatch> | undefined {
  if (!field.struct("protocol", "start", "end")) return undefined;
  const protocol = readProtocolName(field.at("protocol"));
  const range = readRange(field);
  if (range && range.start > range.end) {
    field.problems.warning("ignored", field.path, `a range from ${quote(range.start)} to ${quote(range.end)} has no ports: exchange \`start\` and \`end\``);
  }
  return range && matchOf(protocol, range.start, range.end);
}

const matchOf = (protocol: Protocol | undefined, from: number, to: number): Part<PortMatch> =>
  protocol === undefined ? UNKNOWN : { kind: "known", means: from > to ? [] : [{ kind: "range", protocol, from, to }] };

/** The schema takes any text. @returns undefined for what is no protocol with ports: its rule fails closed */
function readProtocolName(field: Field): Protocol | undefined {
  const text = field.absent ? "TCP" : field.text();
  const protocol = PROTOCOLS.find((known) => known === text);
  if (text !== undefined && protocol === undefined) {
    const unchecked = `${quote(text)} is no protocol with ports, which the API server does not check: use \`TCP\`, \`UDP\` or \`SCTP\``;
    field.problems.warning("unsupported-value", field.path, unchecked);
  }
  return protocol;
}
