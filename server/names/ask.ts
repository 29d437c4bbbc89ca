import { Resolver } from "node:dns/promises";
import { rfc3339 } from "#lib/api/moment.ts";
import { type Address, type Family, parseAddress } from "#lib/net/address.ts";
import type { LookedUp, LookupFault } from "#lib/check/lookedup.ts";
import type { Time } from "#server/time.ts";

const PATIENCE_MS = 5_000;

/** What a resolver said, and for how long that may be kept. */
export interface Outcome {
  readonly lookedUp: LookedUp;
  /** The least TTL of its addresses, in seconds; undefined where there is none. */
  readonly ttl: number | undefined;
}

/** Looks one name up. Never rejects: failure is an outcome. */
export type Ask = (host: string) => Promise<Outcome>;

type Reply =
  | { readonly kind: "addresses"; readonly addresses: readonly Address[]; readonly ttl: number }
  | { readonly kind: "fault"; readonly why: LookupFault };

/** @param given as `parseResolver` writes it; else those of the machine are asked, in turn until one answers, as they are just then */
export function asking(given: string | undefined, time: Time): Ask {
  return async (host) => {
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    if (given !== undefined) resolver.setServers([given]);
    const answered = new AbortController();
    time.sleep(PATIENCE_MS, answered.signal).then(() => resolver.cancel(), () => undefined);
    const [ipv4, ipv6] = await Promise.all([reply(resolver.resolve4(host, { ttl: true })), reply(resolver.resolve6(host, { ttl: true }))]);
    answered.abort();
    const said = { at: rfc3339(time.wall()), by: resolver.getServers() };
    return outcome(said, ipv4, ipv6);
  };
}

async function reply(asked: Promise<readonly { readonly address: string; readonly ttl: number }[]>): Promise<Reply> {
  try {
    const records = await asked;
    const addresses = records.flatMap(({ address }) => parseAddress(address) ?? []);
    const unique = [...new Map(addresses.map((address) => [address.text, address])).values()];
    return unique.length === 0 ? { kind: "fault", why: "no-address" } : { kind: "addresses", addresses: unique, ttl: Math.min(...records.map(({ ttl }) => ttl)) };
  } catch (error) {
    return { kind: "fault", why: faultOf((error as NodeJS.ErrnoException).code) };
  }
}

/** Codes of c-ares; what is not named here is an answer that makes no sense. */
function faultOf(code: string | undefined): LookupFault {
  switch (code) {
    case "ENOTFOUND":
      return "no-such-name";
    case "ENODATA":
      return "no-address";
    case "ETIMEOUT":
    case "ECANCELLED":
    case "ECONNREFUSED":
      return "no-answer";
    case "EREFUSED":
      return "refused";
    default:
      return "server-failed";
  }
}

/** Of two faults the one that tells more: a name that does not exist has no address of the other family either. */
const TELLING: readonly LookupFault[] = ["no-such-name", "no-answer", "refused", "server-failed", "no-address"];

function outcome(said: { readonly at: string; readonly by: readonly string[] }, ipv4: Reply, ipv6: Reply): Outcome {
  const found = [ipv4, ipv6].filter((reply) => reply.kind === "addresses");
  const faults = [untold(4, ipv4), untold(6, ipv6)].flatMap((fault) => fault ?? []);
  if (found.length === 0) {
    const why = TELLING.find((one) => faults.some((fault) => fault.why === one)) ?? "no-address";
    return { lookedUp: { kind: "unresolved", why, ...said }, ttl: undefined };
  }
  const missing = faults.find(({ why }) => why !== "no-address" && why !== "no-such-name");
  const addresses = found.flatMap((reply) => reply.addresses);
  return { lookedUp: { kind: "resolved", addresses, ...(missing && { untold: missing }), ...said }, ttl: Math.min(...found.map(({ ttl }) => ttl)) };
}

const untold = (family: Family, reply: Reply): { readonly family: Family; readonly why: LookupFault } | undefined => (reply.kind === "fault" ? { family, why: reply.why } : undefined);
