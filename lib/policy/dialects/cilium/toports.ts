import type { Beyond, PortMatch } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import type { Path } from "#lib/source/object.ts";
import { readBeyond } from "./beyond.ts";
import { type PortRead, readPort } from "./port.ts";
import type { Section } from "./sections.ts";

/** One entry of `toPorts`: ports, and what is looked at on them. */
export interface PortRule {
  readonly ports: readonly PortMatch[];
  readonly beyond?: Beyond;
  readonly path: Path;
}

const MOST = 40;
const ON_ALLOW = ["rules", "serverNames", "listener", "terminatingTLS", "originatingTLS"];

export const readToPorts = (field: Field, section: Section): readonly PortRule[] => field.list().map((entry) => readPortRule(entry, section));

function readPortRule(entry: Field, section: Section): PortRule {
  entry.struct("ports", ...(section.action === "allow" ? ON_ALLOW : []));
  const list = entry.at("ports");
  const entries = list.list();
  if (entries.length > MOST) list.error("invalid", `\`ports\` may have ${MOST} entries at most; these are ${entries.length}`);
  const ports = entries.flatMap((port) => readPort(port) ?? []);
  const beyond = section.action === "allow" ? readBeyond(entry, ports, section) : undefined;
  return { ports: entries.length === 0 ? [{ kind: "anything" }] : ports.flatMap(matchesOf), path: entry.path, ...(beyond && { beyond }) };
}

/** A port without a protocol is one of each (semantics §3.10: not of ICMP). */
const matchesOf = ({ protocols, meaning }: PortRead): readonly PortMatch[] => protocols.map((protocol): PortMatch => {
  if (typeof protocol === "object") return { kind: "other", text: protocol.other };
  switch (meaning.kind) {
    case "every":
      return { kind: "protocol", protocol };
    case "range":
      return { kind: "range", protocol, from: meaning.from, to: meaning.to };
    case "named":
      return { kind: "named", protocol, name: meaning.name };
  }
});
