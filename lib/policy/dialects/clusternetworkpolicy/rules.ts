import type { Action, Direction } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { placeOf } from "#lib/source/place.ts";
import { readAdminPort } from "./adminports.ts";
import { type WrittenRule, warnClosed } from "./failclosed.ts";
import { articled, checkCount, checkOneOf, checkPresent, readEntries } from "./part.ts";
import { checkNamedPorts, readPeer } from "./peers.ts";
import { readProtocol } from "./protocols.ts";
import type { Reader } from "./reader.ts";

const PEERS = { egress: "to", ingress: "from" } as const;
const LONGEST_NAME = 100;

/** The rules below `spec.egress` or `spec.ingress`, in order. Invalid parts are reported and left out. */
export function readRules(direction: Direction, spec: Field, reader: Reader): readonly WrittenRule[] {
  const entries = spec.at(direction).list();
  checkCount(spec.at(direction), entries.length, reader.schema.limit);
  return entries.flatMap((entry, index) => readRule(entry, index + 1, direction, reader) ?? []);
}

function readRule(entry: Field, number: number, direction: Direction, reader: Reader): WrittenRule | undefined {
  const { schema, source } = reader;
  if (entry.absent) entry.error("wrong-type", "a rule must be a map; this one is empty");
  if (entry.absent || !entry.struct("name", "action", PEERS[direction], schema.ports)) return undefined;
  const name = readName(entry.at("name"));
  const action = readAction(entry.at("action"), reader);
  checkPresent(entry.at(PEERS[direction]), "a rule");
  const peers = readEntries(entry.at(PEERS[direction]), schema.limit);
  const ports = readEntries(entry.at(schema.ports), schema.limit);
  if (direction === "egress") checkNamedPorts(entry, peers, ports, reader);
  const readPort = schema.ports === "ports" ? readAdminPort : readProtocol;
  const written = {
    peers: peers.flatMap((peer) => readPeer(peer, direction, action, reader) ?? []),
    ports: entry.at(schema.ports).absent ? ("anything" as const) : ports.flatMap((port) => readPort(port) ?? []),
    place: placeOf(source, entry.path),
    number,
    ...(name && { name }),
  };
  if (action === undefined) return undefined;
  warnClosed(entry, { ...written, action });
  return { ...written, action };
}

function readAction(field: Field, { schema: { actions, claim } }: Reader): Action | undefined {
  checkPresent(field, "a rule");
  if (field.value === "Allow" && actions.has("Accept")) field.error("unsupported-value", `${articled(claim.kind)} says \`Accept\`, not \`Allow\``);
  else if (field.value === "Accept" && actions.has("Allow")) field.error("unsupported-value", `${articled(claim.kind)} says \`Allow\`, not \`Accept\``);
  else checkOneOf(field, [...actions.keys()]);
  return typeof field.value === "string" ? actions.get(field.value) : undefined;
}

function readName(field: Field): string | undefined {
  const name = field.text();
  // The schema counts characters, of which one may take two places.
  if (name !== undefined && name.length > LONGEST_NAME && [...name].length > LONGEST_NAME) {
    field.error("invalid", `${quote(name)}… is longer than ${LONGEST_NAME} characters`);
  }
  return name;
}
