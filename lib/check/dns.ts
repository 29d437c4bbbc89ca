import type { Candidate } from "./candidates.ts";
import type { Context } from "./context.ts";
import { type Judged, judgePair } from "./pairs.ts";
import { resolverOf } from "./resolver.ts";
import { type Folded, type Spread, expand, fold, leaves } from "./spread.ts";
import { judgeConnection } from "./verdicts.ts";

/** How a source's name lookup fares before any connection is made. */
export type DnsStep =
  | { readonly kind: "skipped"; readonly why: "not-a-pod" | "no-resolver" | "node-resolver" | "no-backend" }
  | {
      readonly kind: "judged";
      readonly resolver: string;
      readonly udp: Folded;
      /** Only told beside the verdict: judged when it is read. */
      readonly tcp: Folded;
      readonly judged: Spread<Judged>;
      /** Whether a query for another name would be let through: then it is the name that is refused. */
      readonly nameRefused: boolean;
    };

/** @param host the name that is looked up: an engine that sees queries may answer some and refuse others */
export function askDns(source: Candidate, host: string, context: Context): DnsStep {
  if (!source.inhabitant) return { kind: "skipped", why: "not-a-pod" };
  const resolver = resolverOf(source.inhabitant, source, context);
  if ("why" in resolver) return { kind: "skipped", why: resolver.why };
  const judged = expand(resolver.ask("UDP"), (target) => judgePair(source, target, "UDP", context, host));
  const folded = fold(judged, judgeConnection);
  const udp: Folded = folded.verdict === "unknown" && someAnswers(judged) ? { verdict: "partial", gaps: [] } : folded;
  if (udp.gaps.some(({ kind }) => kind === "service-endpoints" || kind === "service-port")) return { kind: "skipped", why: "no-backend" };
  const askTcp = (): Folded => fold(expand(resolver.ask("TCP"), (target) => judgePair(source, target, "TCP", context, host)), judgeConnection);
  return { kind: "judged", resolver: resolver.name, udp, get tcp() { return askTcp(); }, judged, nameRefused: udp.verdict === "deny" && leaves(judged).some(refusesName) };
}

/** A rule for DNS queries matches in all but the name that is asked for: the engine answers REFUSED instead of dropping. */
const refusesName = ({ explanation: { egress } }: Judged): boolean =>
  egress.decision === "deny" && egress.tiers.some(({ policies }) => policies.some(({ rules }) => rules.some(({ peerMatch, portMatch, lookupMatch }) => peerMatch === "yes" && portMatch && !lookupMatch)));

/** Whether one of those that are asked in turn surely hears the question, whatever becomes of the others. */
function someAnswers(judged: Spread<Judged>): boolean {
  switch (judged.kind) {
    case "leaf":
      return judgeConnection(judged.value).verdict === "allow";
    case "gap":
      return false;
    case "each":
      return judged.branches.some(someAnswers);
    case "one-of":
      return judged.branches.every(someAnswers);
  }
}
