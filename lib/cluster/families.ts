import type { Address } from "#lib/net/address.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import type { Peer, Policy } from "#lib/policy/algebra.ts";
import type { Support } from "#lib/policy/dialect.ts";
import type { Fact } from "./facts.ts";

/** Whether a fact shows that IPv6 is in use: by an address, a block or a policy's rule. */
export function showsIpv6(fact: Fact): boolean {
  if ([...addressesOf(fact), ...blocksOf(fact)].some(({ family }) => family === 6)) return true;
  if (fact.kind !== "policy") return false;
  const { reading } = fact;
  return (reading.kind === "accepted" && reading.policies.some(namesIpv6)) || (reading.kind === "support" && reading.supports.some(listsIpv6));
}

/** Whether a fact shows which families are in use. The network's families are those of any of its members: a cluster has one set of them. */
export const showsFamilies = (fact: Fact): boolean => SHOWS_FAMILIES.has(fact.kind) && addressesOf(fact).length > 0;

const SHOWS_FAMILIES: ReadonlySet<Fact["kind"]> = new Set(["pod", "node", "service"]);

function addressesOf(fact: Fact): readonly Address[] {
  switch (fact.kind) {
    case "pod":
      return [...fact.addresses, ...fact.hostAddresses];
    case "node":
    case "service":
    case "destination":
      return fact.addresses;
    case "cluster":
      return fact.resolved.flatMap(({ addresses }) => addresses);
    case "endpointslice":
      return fact.endpoints.flatMap(({ addresses }) => addresses);
    default:
      return [];
  }
}

function blocksOf(fact: Fact): readonly Cidr[] {
  if (fact.kind === "cluster") return fact.podCidrs;
  return fact.kind === "destination" && fact.target.kind === "cidr" ? [fact.target.cidr] : [];
}

const namesIpv6 = ({ egress, ingress }: Policy): boolean =>
  [egress, ingress].some((direction) => direction?.rules.some(({ peers, self }) => [...peers, ...(self ? [self] : [])].some(isIpv6)));

function isIpv6(peer: Peer): boolean {
  if (peer.kind === "any" || peer.kind === "all") return peer.of.some(isIpv6);
  return peer.kind === "not" ? isIpv6(peer.of) : peer.kind === "cidr" && peer.cidr.family === 6;
}

const listsIpv6 = (support: Support): boolean => support.kind === "address-list" && support.blocks.some(({ cidr }) => cidr.family === 6);
