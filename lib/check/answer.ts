import type { Direction, Policy } from "#lib/policy/algebra.ts";
import { untoldOf } from "#lib/policy/endpoint.ts";
import { identityOf } from "#lib/source/identity.ts";
import { askDns, type DnsStep } from "./dns.ts";
import type { Candidate } from "./candidates.ts";
import type { Code } from "./codes.ts";
import type { Context } from "./context.ts";
import { sourcesOf, targetsOf } from "./ends.ts";
import { type ResolvedName, clusterName, resolveNameFor } from "./names.ts";
import { type Judged, judgePair } from "./pairs.ts";
import type { End, Question } from "./question.ts";
import { type Folded, type Spread, expand, fold, gap, leaf, leaves, oneOf } from "./spread.ts";
import { unreadGap } from "./unseen.ts";
import { codeOf, codeOfConnection, codeOfDirection, judgeConnection, judgeDirection } from "./verdicts.ts";

/** One thing that happens when the question's connection is tried: a connection, or a lookup that never answers. */
export type Attempt =
  | { readonly kind: "connection"; readonly judged: Judged }
  | { readonly kind: "no-dns"; readonly source: Candidate; readonly dns: Extract<DnsStep, { kind: "judged" }> };

export interface SideAnswer extends Folded {
  readonly code: Code;
  readonly isolatedBy: readonly Policy[];
  /** The policies that block: by a deny rule, or because no rule of their tier allows. */
  readonly blockedBy: readonly Policy[];
}

/** Everything that was found out about a question. The verdict is a fold over `attempts`; words are made elsewhere. */
export interface Answer {
  readonly question: Question;
  readonly context: Context;
  readonly folded: Folded;
  readonly code: Code;
  readonly sources: readonly Candidate[];
  readonly attempts: Spread<Attempt>;
  readonly sides: Readonly<Record<Direction, SideAnswer>>;
  /** The attempt that shows best why the verdict is what it is. */
  readonly telling: Attempt | undefined;
  /** For a name: how its lookup fares for the telling source. */
  readonly dns: DnsStep | undefined;
  readonly resolved: ResolvedName | undefined;
}

/** Decides and explains one question. Never throws: what cannot be decided is unknown, with the missing facts. */
export function answer(question: Question, context: Context): Answer {
  const { from, to, port, protocol } = question;
  const name = nameIn(to, context);
  const sources = sourcesOf(from, context);
  const attempts = expand(sources, (source): Spread<Attempt> => {
    const connect = (): Spread<Attempt> =>
      expand(expand(targetsOf(to, port, protocol, source, context), (target) => judgePair(source, target, protocol, context)), (judged) => leaf({ kind: "connection", judged }));
    const untold = untoldOf(source.party);
    if (name !== undefined && untold && source.party.kind === "pod") return gap(unreadGap(source.label, [untold]));
    const dns = name === undefined ? undefined : askDns(source, name, context);
    if (dns?.kind !== "judged" || dns.udp.verdict === "allow" || dns.udp.verdict === "partial") return connect();
    const blocked = leaf<Attempt>({ kind: "no-dns", source, dns });
    return dns.udp.verdict === "deny" ? blocked : oneOf({ kind: "dns", resolver: dns.resolver, because: dns.udp.gaps }, [connect(), blocked]); // a block of the connection itself is the surer reason
  });
  const folded = fold(attempts, judgeAttempt);
  const all = leaves(attempts);
  const telling = mostTelling(attempts, folded);
  const tellingSource = telling?.kind === "no-dns" ? telling.source : telling?.judged.source;
  return {
    question,
    context,
    folded,
    code: codeOf(folded.verdict, all.map(codeOfAttempt)),
    sources: leaves(sources),
    attempts,
    sides: { egress: sideOf("egress", attempts), ingress: sideOf("ingress", attempts) },
    telling,
    dns: name === undefined || tellingSource === undefined ? undefined : askDns(tellingSource, name, context),
    resolved: name === undefined || clusterName(name, tellingSource, context) ? undefined : resolveNameFor(tellingSource, name, context),
  };
}

/** The name that has to be looked up before the connection: the target's, or the one its Service is an alias for. */
function nameIn(to: End, { known }: Context): string | undefined {
  if (to.kind === "host") return to.host;
  return to.kind === "service" ? known.service(to.namespace, to.name)?.externalName : undefined;
}

export const judgeAttempt = (attempt: Attempt): Folded => (attempt.kind === "no-dns" ? { verdict: "deny", gaps: [] } : judgeConnection(attempt.judged));

const codeOfAttempt = (attempt: Attempt): Code => (attempt.kind === "no-dns" ? "BLOCKED_DNS" : codeOfConnection(attempt.judged));

/** Blocked before undecided before allowed; of those, the first in the order of the input. */
function mostTelling(attempts: Spread<Attempt>, { verdict }: Folded): Attempt | undefined {
  const wanted = verdict === "partial" ? "deny" : verdict;
  const all = leaves(attempts);
  return all.find((attempt) => judgeAttempt(attempt).verdict === wanted) ?? (verdict === "unknown" ? undecided(attempts) : undefined) ?? all[0];
}

/** An attempt of those that would each be decided, if only it were known which one is made. */
function undecided(spread: Spread<Attempt>): Attempt | undefined {
  if (spread.kind === "leaf" || spread.kind === "gap") return undefined;
  if (spread.kind === "one-of") return fold(spread, judgeAttempt).verdict === "unknown" ? leaves(spread)[0] : undefined;
  return spread.branches.map(undecided).find((found) => found !== undefined);
}

/** A direction over all attempts; a lookup that is blocked counts on the side that blocks it. */
function sideOf(direction: Direction, attempts: Spread<Attempt>): SideAnswer {
  const connections = expand(attempts, (attempt): Spread<Judged> => (attempt.kind === "no-dns" ? attempt.dns.judged : leaf(attempt.judged)));
  const folded = fold(connections, judgeDirection(direction));
  // Pods of one template share theirs.
  const explained = [...new Set(leaves(connections).map(({ explanation }) => explanation[direction]))];
  const blocking = explained.flatMap(({ ground, decision }) => (decision !== "deny" ? [] : ground.kind === "rule" ? [ground.outcome.policy] : ground.kind === "isolated" ? ground.by : []));
  return { ...folded, code: codeOf(folded.verdict, explained.map(codeOfDirection)), isolatedBy: onePerObject(explained.flatMap(({ isolatedBy }) => isolatedBy)), blockedBy: onePerObject(blocking) };
}

const onePerObject = (policies: readonly Policy[]): readonly Policy[] => (policies.length < 2 ? policies : [...new Map(policies.map((policy) => [identityOf(policy.ref), policy])).values()]);
