import type { Peer, PortMatch, Rule } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { placeOf } from "#lib/source/place.ts";
import { readAuthentication } from "./authentication.ts";
import { readIcmps } from "./icmps.ts";
import { peerFieldsOf, readPeers } from "./peers.ts";
import type { Reader } from "./policy.ts";
import type { Section } from "./sections.ts";
import { type PortRule, readToPorts } from "./toports.ts";

/**
 * One entry of `ingress`, `egressDeny` …: who, and on which ports. An empty one admits nobody, and limits all the same;
 * one without a peer field is about everybody as soon as it names ports (semantics §3.4).
 */
export function readItem(entry: Field, number: number, section: Section, reader: Reader): readonly Rule[] {
  const { action, direction } = section;
  entry.struct(...peerFieldsOf(section), "toPorts", "icmps", ...(action === "allow" ? ["authentication"] : []));
  const gone = entry.at(direction === "egress" ? "toRequires" : "fromRequires");
  if (!gone.absent && !(Array.isArray(gone.value) && gone.value.length === 0)) gone.error("forbidden", `\`${String(gone.path.at(-1))}\` is gone since Cilium 1.19: name the labels in the selectors`);
  const peers = readPeers(entry, section, reader);
  const icmps = readIcmps(entry.at("icmps"));
  const ports = readToPorts(entry.at("toPorts"), section);
  if (icmps.length > 0 && ports.length > 0) entry.at("icmps").error("forbidden", "`icmps` and `toPorts` may not stand in one entry: write two");
  const authentication = action === "allow" ? readAuthentication(entry.at("authentication")) : "none";

  const limited = ports.length + icmps.length > 0;
  if (peers === undefined && !limited) return [];
  const admitted: readonly Peer[] = peers ?? [{ kind: "anyone" }];
  const base = { action, peers: admitted, place: placeOf(reader.source, entry.path), number, ...(section.action === "deny" && { name: section.key }) };
  const rules = onPorts(base, ports, icmps, reader);
  return [...rules, ...rules.flatMap((rule) => withheld(rule, authentication))];
}

type Base = Omit<Rule, "ports">;

/** Port rules that look into what is sent are rules of their own: the others are one. */
function onPorts(base: Base, ports: readonly PortRule[], icmps: readonly PortMatch[], { source }: Reader): readonly Rule[] {
  if (icmps.length > 0) return [{ ...base, ports: icmps }];
  if (ports.length === 0) return [{ ...base, ports: [{ kind: "anything" }] }];
  if (ports.every(({ beyond }) => beyond === undefined)) return [{ ...base, ports: ports.flatMap((rule) => rule.ports) }];
  return ports.map(({ ports: own, beyond, path }) => ({ ...base, place: placeOf(source, path), ports: own, ...(beyond && { beyond }) }));
}

/** Until both ends have proved who they are, what a rule allows is dropped, whoever else allows it (semantics §3.13). */
function withheld(rule: Rule, authentication: ReturnType<typeof readAuthentication>): readonly Rule[] {
  switch (authentication) {
    case "none":
      return [];
    case "required":
      return [{ ...rule, action: "deny", name: "until authenticated", conditions: [{ kind: "authentication" }] }];
    case "always-fails":
      return [{ ...rule, action: "deny", name: "test-always-fail" }];
  }
}
