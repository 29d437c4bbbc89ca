import { dialectFor } from "#lib/policy/dialects.ts";
import { identityOf } from "#lib/source/identity.ts";
import type { ObjectRef, Place } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";
import type { Fact, Ingested } from "./facts.ts";

/**
 * One object given twice: the later one counts, as when the files are applied in order. Of one that an API serves in two
 * groups, and a list of all kinds holds twice, the group that people write counts.
 */
export function mergeTwins({ facts, problems }: Ingested): Ingested {
  const counts = new Map<string, Identified>();
  const replaced: Identified[] = [];
  for (const fact of facts) {
    const identified = identify(fact);
    if (!identified) continue;
    const earlier = counts.get(identified.name);
    const loser = earlier && earlier.preference > identified.preference ? identified : earlier;
    if (loser) replaced.push(loser);
    if (loser !== identified) counts.set(identified.name, identified);
  }
  const gone = new Set<Fact>(replaced.map(({ fact }) => fact));
  const twins = replaced.flatMap(({ name, place, preference }): readonly Problem[] => {
    const winner = counts.get(name);
    if (winner && winner.preference !== preference) return [];
    const later = winner?.place;
    return [{ severity: "warning", rule: "duplicate", place, message: `\`${name}\` stands again in ${later?.file ?? ""} line ${later?.line ?? 0}: that one counts` }];
  });
  return { facts: facts.filter((fact) => !gone.has(fact)), problems: [...problems, ...twins] };
}

interface Identified {
  readonly fact: Fact;
  readonly name: string;
  readonly place: Place;
  /** The higher one counts; among equals the later. */
  readonly preference: number;
}

/** undefined for what may stand several times, or stands for no object of its own. */
function identify(fact: Fact): Identified | undefined {
  switch (fact.kind) {
    case "pod":
      return { fact, name: `Pod ${fact.namespace}/${fact.name}`, place: fact.place, preference: 0 };
    case "workload":
      return { fact, name: `${fact.workloadKind} ${fact.namespace}/${fact.name}`, place: fact.place, preference: 0 };
    case "service":
      return { fact, name: `Service ${fact.namespace}/${fact.name}`, place: fact.place, preference: 0 };
    case "configmap":
      return { fact, name: `ConfigMap ${fact.namespace}/${fact.name}`, place: fact.place, preference: 0 };
    case "policy":
      // One that is rejected replaces nothing: what was applied before it stays.
      return fact.reading.kind === "rejected" ? undefined : { fact, place: fact.place, ...canonical(fact.reading.ref) };
    default:
      return undefined;
  }
}

function canonical(ref: ObjectRef): { readonly name: string; readonly preference: number } {
  const shared = dialectFor(ref.apiVersion, ref.kind)?.canonical?.(ref);
  return { name: identityOf(shared?.ref ?? ref), preference: shared?.preference ?? 0 };
}
