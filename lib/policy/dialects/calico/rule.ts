import type { Family } from "#lib/net/address.ts";
import { EVERY_IPV4, EVERY_IPV6 } from "#lib/net/cidr.ts";
import type { Action, Direction, NamespaceMatch, Peer, Rule } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { placeOf } from "#lib/source/place.ts";
import { checkAnnotations } from "./annotations.ts";
import { type Entity, readEntity } from "./entity.ts";
import { checkFamilies } from "./families.ts";
import { readHttp } from "./http.ts";
import { checkIcmp, readIcmp } from "./icmp.ts";
import { criteriaOf } from "./peers.ts";
import { type Criteria, checkPortProtocols, portsOf } from "./portcriteria.ts";
import { readProtocol } from "./protocol.ts";

/** Whose rules are read. */
export interface Author {
  readonly source: SourceObject;
  /** The namespace of the policy; absent: it has none. */
  readonly own?: NamespaceMatch;
  /** Its name, "" for none. */
  readonly home: string;
}

interface ReadRule {
  /** Absent for a rule that only logs: what follows is asked all the same. */
  readonly rule?: Rule;
  readonly namesDomains: boolean;
}

const FIELDS = ["action", "ipVersion", "protocol", "notProtocol", "icmp", "notICMP", "source", "destination", "http", "metadata"] as const;

/** @param number from 1 */
export function readRule(field: Field, number: number, direction: Direction, author: Author): ReadRule {
  if (!field.struct(...FIELDS)) return { namesDomains: false };
  const action = readAction(field.at("action"));
  const isEgress = direction === "egress";
  const allows = action === "allow";
  const source = readEntity(field.at("source"), { isPeer: !isEgress, namesDomains: false, home: author.home });
  const destination = readEntity(field.at("destination"), { isPeer: isEgress, namesDomains: isEgress && allows, home: author.home });
  const protocol = readProtocol(field.at("protocol"));
  const notProtocol = readProtocol(field.at("notProtocol"));
  const icmp = readIcmp(field.at("icmp"));
  readIcmp(field.at("notICMP"));
  const version = readVersion(field.at("ipVersion"));
  const beyond = readHttp(field.at("http"), { isEgress, allows, protocol });
  checkIcmp(field, protocol, notProtocol);
  checkFamilies(field, source, destination, version);
  checkPortProtocols(field, protocol);
  checkAnnotations(field.at("metadata"));

  const namesDomains = destination.domains.length > 0;
  if (action === undefined || action === "log") return { namesDomains };
  const peerScope = { ...(author.own && { own: author.own }), byName: isEgress && allows };
  const peer = [...family(version ?? familyOfNotNets(source, destination)), ...criteriaOf(isEgress ? destination : source, peerScope)];
  const self = criteriaOf(isEgress ? source : destination, { ...peerScope, byName: false });
  const ports = portsOf(portCriteria(destination, protocol, notProtocol, icmp));
  const rule: Rule = {
    action,
    peers: alternatives(peer),
    ports,
    ...(self.length > 0 && { self: allOf(self) }),
    ...(source.ports.length + source.notPorts.length > 0 && { conditions: [{ kind: "source-port" }] }),
    ...(beyond && { beyond }),
    place: placeOf(author.source, field.path),
    number,
  };
  return { rule, namesDomains };
}

const portCriteria = (destination: Entity, protocol: Criteria["protocol"], notProtocol: Criteria["protocol"], icmp: string | undefined): Criteria =>
  ({ protocol, notProtocol, icmp, ports: destination.ports, notPorts: destination.notPorts, services: destination.services });

/** A rule that leaves out blocks is written for their IP version only (felix/rules `FilterRuleToIPVersion`): it matches nothing of the other. */
const familyOfNotNets = (...ends: readonly Entity[]): Family | undefined => ends.flatMap(({ notNets }) => notNets)[0]?.cidr.family;

const family = (version: Family | undefined): readonly Peer[] =>
  version === undefined ? [] : [{ kind: "cidr", cidr: version === 4 ? EVERY_IPV4 : EVERY_IPV6, except: [], disputed: false }];

const allOf = (of: readonly Peer[]): Peer => (of.length === 1 && of[0] ? of[0] : { kind: "all", of });

/** Any of a rule's peers matches, so a single list of alternatives stands there as it is. */
function alternatives(criteria: readonly Peer[]): readonly Peer[] {
  if (criteria.length === 0) return [{ kind: "anyone" }];
  const peer = allOf(criteria);
  return peer.kind === "any" ? peer.of : [peer];
}

function readAction(field: Field): Action | "log" | undefined {
  if (field.absent || field.value === "") {
    field.error("required", "a rule needs an `action`: `Allow`, `Deny`, `Pass` or `Log`");
    return undefined;
  }
  const text = field.text();
  switch (text) {
    case "Allow":
      return "allow";
    case "Deny":
      return "deny";
    case "Pass":
      return "pass";
    case "Log":
      return "log";
    case undefined:
      return undefined;
    default:
      field.error("unsupported-value", `unsupported action ${quote(text)}: use \`Allow\`, \`Deny\`, \`Pass\` or \`Log\``);
      return undefined;
  }
}

function readVersion(field: Field): 4 | 6 | undefined {
  const version = field.integer();
  if (version === undefined || version === 4 || version === 6) return version;
  field.error("unsupported-value", `unsupported IP version ${quote(version)}: use 4 or 6`);
  return undefined;
}

