import type { Peer } from "#lib/policy/algebra.ts";
import { EVERYTHING } from "#lib/policy/selector.ts";
import { type Field, quote } from "#lib/source/field.ts";

const NOBODY: Peer = { kind: "any", of: [] };
const EVERY_POD: Peer = { kind: "pods", namespaces: { kind: "selected", selector: EVERYTHING }, pods: EVERYTHING };
const entity = (name: Extract<Peer, { kind: "entity" }>["entity"]): Peer => ({ kind: "entity", entity: name });

/** Cilium's words for places (semantics §3.6). Who has an identity of Cilium's own working is nobody that a question can name. */
export const ENTITIES: ReadonlyMap<string, Peer> = new Map<string, Peer>([
  ["all", { kind: "anyone" }],
  ["world", entity("outside")],
  ["cluster", { kind: "any", of: [EVERY_POD, entity("own-node"), entity("other-nodes"), entity("api-server")] }],
  ["host", entity("own-node")],
  ["remote-node", entity("other-nodes")],
  ["kube-apiserver", entity("api-server")],
  ["init", NOBODY],
  ["ingress", NOBODY],
  ["unmanaged", NOBODY],
  ["health", NOBODY],
  ["none", NOBODY],
]);

export function readEntity(entry: Field): readonly Peer[] {
  const text = entry.text();
  const peer = text === undefined ? undefined : ENTITIES.get(text);
  if (peer === undefined && text !== undefined) entry.error("unsupported-value", `unsupported entity ${quote(text)}: use ${[...ENTITIES.keys()].map((name) => `\`${name}\``).join(", ")}`);
  return peer === undefined ? [] : [peer];
}
