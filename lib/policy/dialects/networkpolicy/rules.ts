import type { Direction, NamespaceMatch, Rule } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { placeOf } from "#lib/source/place.ts";
import { readPeer } from "./peers.ts";
import { readPort } from "./ports.ts";

const PEERS = { egress: "to", ingress: "from" } as const;

/** The rules below `spec.egress` or `spec.ingress`. Invalid parts are reported and left out. */
export const readRules = (direction: Direction, spec: Field, own: NamespaceMatch, source: SourceObject): readonly Rule[] =>
  spec.at(direction).list().flatMap((entry, index) => {
    if (!entry.struct(PEERS[direction], "ports")) return [];
    const place = placeOf(source, entry.path);
    const peers = entry.at(PEERS[direction]).list();
    const ports = entry.at("ports").list();
    return {
      action: "allow",
      peers: peers.length === 0 ? [{ kind: "anyone" }] : peers.flatMap((peer) => readPeer(peer, own) ?? []),
      ports: ports.length === 0 ? [{ kind: "anything" }] : ports.flatMap((port) => readPort(port) ?? []),
      place,
      number: index + 1,
    };
  });
