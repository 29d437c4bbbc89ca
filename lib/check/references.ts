import type { Fact, PolicyFact } from "#lib/cluster/facts.ts";
import type { Place } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";
import { IdError, parseEnd } from "./ids.ts";

/**
 * What one object names and the input does not have: ids in a WatchList or a DestinationCatalog that are none, and the
 * Tier of a policy, without which nobody knows its place.
 */
export function brokenReferences(facts: readonly Fact[]): readonly Problem[] {
  const tiers = new Set(facts.flatMap((fact) => (fact.kind === "policy" && fact.reading.kind === "support" ? fact.reading.supports.flatMap((support) => (support.kind === "tier" ? [support.name] : [])) : [])));
  return facts.flatMap((fact) => {
    switch (fact.kind) {
      case "policy":
        return withoutTier(fact, tiers);
      case "watched-check":
        return [...broken(fact.from, "from", "from", fact.place), ...broken(fact.to, "to", "to", fact.place)];
      case "destination":
        return fact.usedBy.flatMap((id, i) => broken(id, "from", `usedBy[${i}]`, fact.place));
      default:
        return [];
    }
  });
}

function withoutTier({ reading, place }: PolicyFact, tiers: ReadonlySet<string>): readonly Problem[] {
  if (reading.kind !== "accepted") return [];
  const missing = new Set(reading.policies.flatMap(({ tier }) => (tier.defined || tiers.has(tier.name) ? [] : [tier.name])));
  return [...missing].map((name) => ({
    severity: "warning",
    rule: "invalid",
    message: `its tier \`${name}\` is not in the input: nobody knows where the policy stands, and the verdicts that it could change are unknown`,
    place: { ...place, path: "spec.tier" },
    object: reading.ref,
  }));
}

function broken(id: string, end: "from" | "to", key: string, place: Place): readonly Problem[] {
  try {
    parseEnd(id, end);
    return [];
  } catch (error) {
    if (!(error instanceof IdError)) throw error;
    return [{ severity: "error", rule: "invalid", message: error.message, place: { ...place, path: place.path === "" ? key : `${place.path}.${key}` } }];
  }
}
