import type { Fact } from "#lib/cluster/facts.ts";
import type { Place } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";
import { IdError, parseEnd } from "./ids.ts";

/** The ids that a WatchList or a DestinationCatalog names and that are none: what they declare cannot be judged. */
export function brokenReferences(facts: readonly Fact[]): readonly Problem[] {
  return facts.flatMap((fact) => {
    switch (fact.kind) {
      case "watched-check":
        return [...broken(fact.from, "from", "from", fact.place), ...broken(fact.to, "to", "to", fact.place)];
      case "destination":
        return fact.usedBy.flatMap((id, i) => broken(id, "from", `usedBy[${i}]`, fact.place));
      default:
        return [];
    }
  });
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
