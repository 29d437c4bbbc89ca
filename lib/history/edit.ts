import type { Fact } from "#lib/cluster/facts.ts";
import { factsOf } from "./facts.ts";
import type { Author, ObjectKey, Objects, Revision } from "./version.ts";

/** What happened to one object, as the facts that verdicts rest on: none on a side on which it did not exist. */
export interface Edit {
  readonly object: ObjectKey;
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
  readonly author?: Author;
}

/** Everything that changed at one moment. */
export interface Step {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly edits: readonly Edit[];
}

export const stepOf = ({ at, changes }: Revision): Step => ({
  at,
  edits: changes.map(({ object, before, after, author }) => ({ object, before: factsOf(object, before), after: factsOf(object, after), ...(author && { author }) })),
});

export const heldFacts = (objects: Objects): readonly (readonly [ObjectKey, readonly Fact[]])[] => [...objects].map(([object, manifest]) => [object, factsOf(object, manifest)]);
