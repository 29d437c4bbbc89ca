import type { Fact } from "#lib/cluster/facts.ts";
import type { Place } from "#lib/source/object.ts";
import type { Culprit } from "./told.ts";

/** Where an edited object stands, or stood where it was deleted; undefined for what is told apart from files. */
export function placeOf({ before, after }: Culprit): Place | undefined {
  return [...after, ...before].flatMap(placesIn)[0];
}

const placesIn = (fact: Fact): readonly Place[] => ("place" in fact ? [fact.place] : []);
