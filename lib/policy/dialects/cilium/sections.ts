import type { Peer, Rule } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { placeOf } from "#lib/source/place.ts";
import { authenticated, readAuthentication } from "./authentication.ts";
import type { Subjected } from "./author.ts";
import { readIcmps } from "./ports/icmp.ts";
import { type PortRule, readToPorts } from "./toports.ts";
import { type Whom, readWhom, whomKeys } from "./whom.ts";

/** The rules of one of the four lists. Invalid parts are reported and left out. */
export const readSection = (spec: Field, subjected: Subjected): readonly Rule[] =>
  spec.at(subjected.section.name).list().flatMap((entry, index) => readEntry(entry, index + 1, subjected));

function readEntry(entry: Field, number: number, subjected: Subjected): readonly Rule[] {
  const { section, author } = subjected;
  const allows = section.action === "allow";
  if (!entry.struct(...whomKeys(subjected), "toPorts", "icmps", ...(allows ? ["authentication"] : []))) return [];
  const whom = readWhom(entry, subjected);
  const portRules = readToPorts(entry.at("toPorts"), subjected);
  const icmps = readIcmps(entry.at("icmps"));
  const mode = allows ? readAuthentication(entry.at("authentication")) : "disabled";
  if (entry.at("toPorts").list().length > 0 && entry.at("icmps").list().length > 0) entry.at("icmps").error("forbidden", "`icmps` may not stand beside `toPorts`: write an entry for each");

  const parts = partsOf(entry, whom, portRules, icmps);
  return parts.flatMap(({ field, ports, beyond }) =>
    authenticated({
      action: section.action,
      peers: whom.stated ? whom.peers : ANYONE,
      ports,
      ...(beyond && { beyond }),
      place: placeOf(author.source, field.path),
      number,
      ...(!allows && { name: section.name }),
    }, mode));
}

const ANYONE: readonly Peer[] = [{ kind: "anyone" }];

/**
 * An entry that names neither peers nor ports allows nothing, though it isolates (semantics §3.4). Where something is looked
 * at behind ports, each entry of `toPorts` is a rule of its own.
 */
function partsOf(entry: Field, whom: Whom, portRules: readonly PortRule[], icmps: PortRule["ports"]): readonly PortRule[] {
  if (entry.at("toPorts").list().length === 0 && entry.at("icmps").list().length === 0) return whom.stated ? [{ field: entry, ports: [{ kind: "anything" }] }] : [];
  if (portRules.some(({ beyond }) => beyond)) return portRules;
  return [{ field: entry, ports: [...portRules.flatMap(({ ports }) => ports), ...icmps] }];
}
