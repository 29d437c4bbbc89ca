import type { Address, Family } from "#lib/net/address.ts";

/** What a resolver said of a name. That it does not resolve is an answer too, not an error. */
export type LookedUp = Resolved | Unresolved;

export interface Resolved extends Asked {
  readonly kind: "resolved";
  /** At least one; of both families. */
  readonly addresses: readonly Address[];
  /** The family whose addresses nobody told, though others came. */
  readonly untold?: { readonly family: Family; readonly why: LookupFault };
}

export interface Unresolved extends Asked {
  readonly kind: "unresolved";
  readonly why: LookupFault;
}

interface Asked {
  /** RFC 3339. */
  readonly at: string;
  /** Who was asked: an address, with its port where that is not 53; of several, whoever answered first. */
  readonly by: readonly string[];
}

/** `no-such-name`: NXDOMAIN; `no-address`: the name exists and has none; `no-answer`: none came in time, or nobody listens. */
export type LookupFault = "no-such-name" | "no-address" | "no-answer" | "server-failed" | "refused";

/** Whether both tell the same addresses, so that verdicts can only differ in their times. */
export function sameAddresses(one: ReadonlyMap<string, LookedUp>, other: ReadonlyMap<string, LookedUp>): boolean {
  const told = (lookups: ReadonlyMap<string, LookedUp>): readonly string[] => [...lookups].map(([host, said]) => `${host}: ${addressesIn(said)}`).filter((line) => !line.endsWith(" ")).sort();
  const [here, there] = [told(one), told(other)];
  return here.length === there.length && here.every((line, i) => line === there[i]);
}

/** Whether two answers say the same of a name, whenever they were given. */
export function sameAnswer(one: LookedUp | undefined, other: LookedUp): boolean {
  if (one?.kind === "resolved" && other.kind === "resolved") return addressesIn(one) === addressesIn(other) && one.untold?.why === other.untold?.why;
  return one?.kind === "unresolved" && other.kind === "unresolved" && one.why === other.why;
}

/** In any order: resolvers turn their lists. */
const addressesIn = (said: LookedUp): string => (said.kind === "resolved" ? said.addresses.map(({ text }) => text).sort().join(" ") : "");
