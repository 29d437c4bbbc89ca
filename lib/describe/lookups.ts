import type { KnownAddress, ResolvedName } from "#lib/check/names.ts";
import type { LookupFault, LookedUp } from "#lib/check/lookedup.ts";

/** `catalogue`, `recorded, 2026-04-16T02:13:35Z`, `resolver 10.0.0.2, 2026-04-16T02:13:35Z`: where an address is from, and since when. */
export const sourceText = ({ source, by, at }: Pick<KnownAddress, "source" | "by" | "at">): string => [by === undefined ? source : `${source} ${askedText(by)}`, ...(at === undefined ? [] : [at])].join(", ");

/** `10.0.0.2`, `10.0.0.2 or 10.0.0.3`. */
export const askedText = (by: LookedUp["by"]): string => by.join(" or ");

/** "api.stripe.com did not resolve (no such name) at 02:13:35Z, asked 10.0.0.2"; undefined where it did, or nobody asked. */
export function unresolvedText({ host, lookedUp }: ResolvedName): string | undefined {
  if (lookedUp?.kind !== "unresolved") return undefined;
  return `${host} did not resolve (${FAULTS[lookedUp.why]}) at ${lookedUp.at}, asked ${askedText(lookedUp.by)}`;
}

/** What is taken for granted where one family's addresses came and the other's did not. */
export function untoldFamilyText({ host, lookedUp }: ResolvedName): string | undefined {
  if (lookedUp?.kind !== "resolved" || !lookedUp.untold) return undefined;
  const { untold: { family, why }, at, by } = lookedUp;
  return `IPv${family} addresses of ${host} did not resolve (${FAULTS[why]}) at ${at}, asked ${askedText(by)}: it is taken to have none`;
}

/** What is left out of the answer because nobody would dial it. */
export function unusedText({ host, unused = [] }: ResolvedName): string | undefined {
  const [first] = unused;
  return first && `IPv${first.address.family} addresses of ${host} are left out: the source has no IPv${first.address.family} address`;
}

const FAULTS: Readonly<Record<LookupFault, string>> = {
  "no-such-name": "no such name",
  "no-address": "the name has no address",
  "no-answer": "no answer",
  "server-failed": "the server failed",
  refused: "the server refused",
};
