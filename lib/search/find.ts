import { FOUND_KINDS, type Found, MOST_FOUND } from "#lib/api/search.ts";
import type { Query } from "#lib/query/query.ts";
import { criteriaOf, hitOfAll, nearer } from "./criteria.ts";
import type { Entry } from "./entries.ts";
import type { Hit } from "./rank.ts";

/** Of one kind no more are told, so that a thousand pods hide nothing else. */
const MOST_OF_A_KIND = 12;

interface Ranked {
  readonly entry: Entry;
  readonly hit: Hit;
}

/** What a query finds, the best first; `total` counts what is not told too. */
export function find(entries: readonly Entry[], query: Query): { readonly found: Found[]; readonly total: number } {
  const criteria = criteriaOf(query);
  if (criteria.length === 0) return { found: [], total: 0 };
  const ranked = entries.flatMap((entry): readonly Ranked[] => {
    const hit = hitOfAll(criteria, entry);
    return hit === undefined ? [] : [{ entry, hit }];
  });
  const kinds = new Map<string, number>();
  const told = ranked.toSorted(inOrder).filter(({ entry: { kind } }) => {
    const count = (kinds.get(kind) ?? 0) + 1;
    kinds.set(kind, count);
    return count <= MOST_OF_A_KIND;
  });
  return { found: told.slice(0, MOST_FOUND).map(foundJson), total: ranked.length };
}

const inOrder = (a: Ranked, b: Ranked): number => nearer(a.hit, b.hit) || FOUND_KINDS.indexOf(a.entry.kind) - FOUND_KINDS.indexOf(b.entry.kind) || compare(a.entry.title, b.entry.title) || compare(a.entry.id, b.entry.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const foundJson = ({ entry: { kind, id, title, namespace, what, workload }, hit }: Ranked): Found => ({
  kind,
  id,
  title,
  subtitle: [what, namespace].filter(Boolean).join(" · "),
  why: hit.why,
  namespace: namespace ?? null,
  workload: workload ?? null,
  policyKind: kind === "policy" ? what : null,
});
