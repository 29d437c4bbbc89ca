import type { Address } from "#lib/net/address.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import type { Context } from "#lib/check/context.ts";
import { DIRECTIONS } from "#lib/policy/algebra.ts";
import { blocksIn } from "#lib/policy/references.ts";

/** The blocks of rules that hold some of the pods' addresses and not all, by address: what an engine that knows pods by address tells apart. */
export function blocksAt({ policies, engine, known }: Context): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  if (!engine.ipBlockMatchesPods && engine.egressSees !== "service") return found;
  const blocks = new Map<string, Cidr>();
  for (const policy of policies.all) {
    for (const direction of DIRECTIONS) {
      for (const { peers } of policy[direction]?.rules ?? []) {
        for (const peer of peers) for (const block of blocksIn(peer, policies.world.references, new Map())) blocks.set(block.text, block);
      }
    }
  }
  if (blocks.size === 0) return found;
  const addresses = known.residents.all.flatMap((inhabitant) => (inhabitant.party.hostNetwork ? [] : inhabitant.addresses));
  for (const family of [4, 6] as const) {
    const sorted = addresses.filter((address) => address.family === family).sort(byValue);
    for (const [text, block] of blocks) {
      if (block.family !== family) continue;
      const [from, until] = [firstFrom(sorted, block.first), firstFrom(sorted, block.last + 1n)];
      if (until - from === sorted.length) continue;
      for (const address of sorted.slice(from, until)) found.set(address.text, [...(found.get(address.text) ?? []), text]);
    }
  }
  return found;
}

const byValue = (a: Address, b: Address): number => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);

/** Index of the first address that is not below a value. */
function firstFrom(sorted: readonly Address[], value: bigint): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.value ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
