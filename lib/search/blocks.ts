import { type Cidr, covers } from "#lib/net/cidr.ts";
import { DIRECTIONS, type Peer, type Policy } from "#lib/policy/algebra.ts";

/** A block of addresses that a rule or a destination names. */
export interface NamedBlock {
  readonly cidr: Cidr;
  readonly except: readonly Cidr[];
}

/** The blocks in a policy's rules, each once. */
export function blocksOf(policies: readonly Policy[]): readonly NamedBlock[] {
  const named = policies.flatMap((policy) => DIRECTIONS.flatMap((direction) => policy[direction]?.rules.flatMap(({ peers }) => peers.flatMap(blocksIn)) ?? []));
  return [...new Map(named.map((block) => [[block.cidr, ...block.except].map(({ text }) => text).join(" "), block])).values()];
}

function blocksIn(peer: Peer): readonly NamedBlock[] {
  if (peer.kind === "cidr") return [{ cidr: peer.cidr, except: peer.except }];
  return peer.kind === "any" || peer.kind === "all" ? peer.of.flatMap(blocksIn) : [];
}

/** The narrowest block around what is sought, and what of it is cut out around that. */
export function narrowestAround(sought: Cidr, blocks: readonly NamedBlock[]): { readonly cidr: Cidr; readonly except: Cidr | undefined } | undefined {
  const [found] = blocks.filter(({ cidr }) => covers(cidr, sought)).toSorted((a, b) => b.cidr.prefix - a.cidr.prefix);
  return found && { cidr: found.cidr, except: found.except.find((hole) => covers(hole, sought)) };
}
