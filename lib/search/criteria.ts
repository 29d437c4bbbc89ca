import type { FoundKind } from "#lib/api/search.ts";
import { isWhole } from "#lib/query/named.ts";
import type { Query, Term } from "#lib/query/query.ts";
import type { Entry } from "./entries.ts";
import { type Hit, addressed, hitOf } from "./rank.ts";
import { soughtOf } from "./sought.ts";

/** @returns undefined where the entry is not meant */
export type Criterion = (entry: Entry) => Hit | undefined;

/** Whom a field of the filter can name. What says something of connections alone names nobody. */
const KINDS: { readonly [Name in Term["field"]]?: readonly FoundKind[] } = {
  pod: ["workload", "pod"],
  from: ["workload", "pod", "node"],
  to: ["workload", "pod", "service", "destination", "node"],
  policy: ["policy"],
};

/** Of no word in particular. */
const HELD: Hit = { rank: 4, distance: 0, why: "" };

export const criteriaOf = (query: Query): readonly Criterion[] => query.flatMap((term) => criterionOf(term) ?? []);

function criterionOf({ field, values, negated }: Term): Criterion | undefined {
  const found = bestOf(field, values);
  if (found === undefined || !negated) return found;
  return (entry) => (found(entry) === undefined ? HELD : undefined);
}

function bestOf(field: Term["field"], values: readonly string[]): Criterion | undefined {
  const criteria = values.flatMap((value) => oneOf(field, value) ?? []);
  return criteria.length === 0 ? undefined : (entry) => best(criteria.flatMap((criterion) => criterion(entry) ?? []));
}

function oneOf(field: Term["field"], value: string): Criterion | undefined {
  const sought = soughtOf(value);
  const kinds = KINDS[field];
  switch (field) {
    case "text":
      return (entry) => hitOf(entry, sought);
    case "pod":
    case "policy":
    case "from":
    case "to":
      return (entry) => (kinds?.includes(entry.kind) ? hitOf(entry, sought) : undefined);
    case "ip":
      return (entry) => addressed(entry, sought);
    case "ns": {
      const is = isWhole(value);
      return ({ kind, namespace, title }) => (is(kind === "namespace" ? title : (namespace ?? "")) ? HELD : undefined);
    }
    case "label":
      return ({ labels }) => (labels.some((label) => label === value || (!value.includes("=") && label.startsWith(`${value}=`))) ? { ...HELD, rank: 3 } : undefined);
    case "port":
    case "verdict":
    case "side":
    case "changed":
    case "is":
      return undefined;
  }
}

/** All hold, and the best of them says how well. */
export function hitOfAll(criteria: readonly Criterion[], entry: Entry): Hit | undefined {
  const hits: Hit[] = [];
  for (const criterion of criteria) {
    const one = criterion(entry);
    if (one === undefined) return undefined;
    hits.push(one);
  }
  return best(hits);
}

const best = (hits: readonly Hit[]): Hit | undefined => hits.reduce<Hit | undefined>((kept, one) => (kept === undefined || nearer(one, kept) < 0 ? one : kept), undefined);

export const nearer = (a: Hit, b: Hit): number => a.rank - b.rank || a.distance - b.distance;
