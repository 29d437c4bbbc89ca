import type { Shown } from "#lib/api/map.ts";
import { matcherOf, removedBy } from "#lib/query/match.ts";
import { parseQuery, termOf } from "#lib/query/parse.ts";
import type { QueryFault, Subject } from "#lib/query/query.ts";

/** What an address asks of map and table. */
export interface AskedFilter {
  /** In the grammar of `lib/query`. */
  readonly q: string;
  /** Namespaces; empty means all. */
  readonly ns: readonly string[];
  readonly hide: readonly Shown[];
}

export interface Removed {
  /** As it is written in the filter. */
  readonly term: string;
  readonly count: number;
}

export interface Filter {
  readonly holds: (subject: Subject) => boolean;
  /** How many each part of the filter removes by itself. */
  readonly removed: (subjects: readonly Subject[]) => readonly Removed[];
  readonly faults: readonly QueryFault[];
}

/** The one filter of map and table: what is written, the chosen namespaces, and the kinds that are hidden. */
export function filterOf({ q, ns, hide }: AskedFilter): Filter {
  const { query, faults } = parseQuery(q);
  const whole = ns.length === 0 ? query : [...query, termOf("ns", ns)];
  const matches = matcherOf(whole);
  const isHidden = (subject: Subject): boolean => hidden(subject, hide);
  return {
    holds: (subject) => !isHidden(subject) && matches(subject),
    removed: (subjects) => [...removedBy(whole, subjects), ...hide.map((kind) => ({ term: `hide:${kind}`, count: subjects.filter((subject) => hidden(subject, [kind])).length }))].filter(({ count }) => count > 0),
    faults,
  };
}

/** Hidden is what is of hidden kinds alone. */
const hidden = (subject: Subject, hide: readonly Shown[]): boolean => kindsOf(subject).every((kind) => hide.includes(kind));

/** The kinds of connections that are switched on and off one by one. */
export type LinkKind = Extract<Shown, "drops" | "watched" | "changes" | "allowed">;

const DAY = 86_400_000;

/** As which of the kinds that can be switched on and off a connection is shown; what cannot be told is switched like what is allowed. */
export function kindsOf({ verdict, watched, changedAgo }: Pick<Subject, "verdict" | "watched" | "changedAgo">): readonly LinkKind[] {
  const blocks = verdict === "deny" || verdict === "partial";
  return [
    ...(blocks ? ["drops" as const] : []),
    ...(watched ? ["watched" as const] : []),
    ...(changedAgo !== undefined && changedAgo <= DAY ? ["changes" as const] : []),
    ...(blocks ? [] : ["allowed" as const]),
  ];
}
