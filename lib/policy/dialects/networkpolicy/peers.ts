import type { NamespaceMatch, Peer } from "#lib/policy/algebra.ts";
import { readLabelSelector } from "#lib/policy/labelselector.ts";
import type { Field } from "#lib/source/field.ts";
import { readIpBlock } from "./ipblock.ts";

/**
 * One entry of `from` or `to`: both selectors in one entry hold together. Without a namespaceSelector only the policy's
 * own namespace is meant. @returns undefined when it is invalid
 */
export function readPeer(entry: Field, own: NamespaceMatch): Peer | undefined {
  if (!entry.struct("podSelector", "namespaceSelector", "ipBlock")) return undefined;
  const pods = entry.at("podSelector");
  const namespaces = entry.at("namespaceSelector");
  const ipBlock = entry.at("ipBlock");
  const selecting = !pods.absent || !namespaces.absent;

  if (!selecting && ipBlock.absent) entry.error("required", "a peer needs `podSelector`, `namespaceSelector` or `ipBlock`; this one is empty");
  if (selecting && !ipBlock.absent) entry.error("forbidden", "`ipBlock` may not stand in one peer with `podSelector` or `namespaceSelector`");

  const block = ipBlock.absent ? undefined : readIpBlock(ipBlock);
  const selected: Peer = {
    kind: "pods",
    namespaces: namespaces.absent ? own : { kind: "selected", selector: readLabelSelector(namespaces) },
    pods: readLabelSelector(pods),
  };
  return selecting ? selected : block;
}
