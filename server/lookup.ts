import { Resolver } from "node:dns/promises";
import { parseAddress } from "#lib/net/address.ts";
import type { LookedUp } from "#lib/check/context.ts";
import { now } from "./clusters/clock.ts";

/** Asks this machine's resolver for a name's addresses, both families; none when it does not resolve in 5 s. */
export async function lookUp(host: string): Promise<LookedUp> {
  const resolver = new Resolver({ timeout: 2_500, tries: 2 });
  const none = (): readonly string[] => [];
  const [ipv4, ipv6] = await Promise.all([resolver.resolve4(host).catch(none), resolver.resolve6(host).catch(none)]);
  const addresses = [...ipv4, ...ipv6].flatMap((text) => parseAddress(text) ?? []);
  return { addresses, at: now() };
}
