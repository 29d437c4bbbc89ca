import { cluster, contextFrom } from "#lib/check/fixture.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import type { Question } from "#lib/check/question.ts";
import type { Past } from "./blame.ts";
import { difference } from "./difference.ts";
import { heldFacts, stepOf } from "./edit.ts";
import { objectsOf } from "./objects.ts";
import type { Author, ObjectKey, Objects, Revision } from "./version.ts";

/** The first state's time; each later one is a minute after it. */
const BEGIN = Date.parse("2026-04-16T02:00:00Z");
const MINUTE = 60_000;

export const timeOf = (state: number): number => BEGIN + state * MINUTE;

export const asked = (from: string, to: string): Question => ({ from: parseEnd(from, "from"), ...parseTarget(to) });

export interface States {
  readonly states: readonly Objects[];
  /** Oldest first. */
  readonly revisions: readonly Revision[];
}

/** What was recorded of a cluster that had these documents one after the other, each state a minute. @param authors who made which object what it is */
export function recorded(states: readonly (readonly string[])[], authors: Readonly<Record<ObjectKey, Author>> = {}): States {
  // An object that did not change stays the same value, as a recorder keeps it.
  const kept = new Map<string, Objects extends ReadonlyMap<string, infer M> ? M : never>();
  const objects = states.map((documents): Objects => new Map([...objectsOf(contextFrom(cluster(...documents)), "here")].map(([key, manifest]) => {
    const text = JSON.stringify(manifest);
    const same = kept.get(text) ?? manifest;
    kept.set(text, same);
    return [key, same];
  })));
  const revisions = objects.slice(1).map((after, i): Revision => ({
    at: timeOf(i + 1),
    changes: difference(objects[i] ?? new Map(), after).map((change) => ({ ...change, ...(authors[change.object] && { author: authors[change.object] }) })),
  }));
  return { states: objects, revisions };
}

export function pastOf({ states, revisions }: States, gaps: NonNullable<Past["gaps"]> = []): Past {
  return { newest: heldFacts(states.at(-1) ?? new Map()), steps: newestFirst(revisions), gaps };
}

async function* newestFirst(revisions: readonly Revision[]): AsyncGenerator<ReturnType<typeof stepOf>> {
  for (const revision of revisions.toReversed()) yield stepOf(revision);
}

