import type { Entity, Peer } from "#lib/policy/algebra.ts";
import { EVERYTHING } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import { readOneOf } from "../entries.ts";

const at = (entity: Entity): Peer => ({ kind: "entity", entity });
const NOBODY: Peer = { kind: "any", of: [] };
const EVERY_POD: Peer = { kind: "pods", namespaces: { kind: "selected", selector: EVERYTHING }, pods: EVERYTHING };

/** Those of the CRD (semantics §3.6); the last ones are endpoints of Cilium's own or not yet known to it, which no input shows. */
const ENTITIES: ReadonlyMap<string, Peer> = new Map([
  ["all", { kind: "anyone" }],
  ["world", at("outside")],
  ["cluster", { kind: "any", of: [EVERY_POD, at("own-node"), at("other-nodes"), at("api-server")] }],
  ["host", at("own-node")],
  ["remote-node", at("other-nodes")],
  ["kube-apiserver", at("api-server")],
  ["init", NOBODY],
  ["ingress", NOBODY],
  ["unmanaged", NOBODY],
  ["health", NOBODY],
  ["none", NOBODY],
]);

/** An entry of `fromEntities` or `toEntities`. */
export function readEntity(entry: Field): Peer | undefined {
  if (entry.absent) entry.error("required", "an entity is missing: an empty entry is none");
  const name = readOneOf(entry, [...ENTITIES.keys()]);
  return name === undefined ? undefined : ENTITIES.get(name);
}
