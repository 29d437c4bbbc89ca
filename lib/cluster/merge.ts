import { nameOf } from "#lib/source/identity.ts";
import type { Place } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";
import type { Fact, Ingested } from "./facts.ts";

/** One object given twice: the later one counts, as when the files are applied in order. */
export function mergeTwins({ facts, problems }: Ingested): Ingested {
  const counts = new Map<string, Identified>();
  const replaced: Identified[] = [];
  for (const fact of facts) {
    const identified = identify(fact);
    if (!identified) continue;
    const earlier = counts.get(identified.name);
    if (earlier) replaced.push(earlier);
    counts.set(identified.name, identified);
  }
  const gone = new Set<Fact>(replaced.map(({ fact }) => fact));
  const twins = replaced.map(({ name, place }): Problem => {
    const later = counts.get(name)?.place;
    return { severity: "warning", rule: "duplicate", place, message: `\`${name}\` stands again in ${later?.file ?? ""} line ${later?.line ?? 0}: that one counts` };
  });
  return { facts: facts.filter((fact) => !gone.has(fact)), problems: [...problems, ...twins] };
}

interface Identified {
  readonly fact: Fact;
  readonly name: string;
  readonly place: Place;
}

/** undefined for what may stand several times, or stands for no object of its own. */
function identify(fact: Fact): Identified | undefined {
  switch (fact.kind) {
    case "pod":
      return { fact, name: `Pod ${fact.namespace}/${fact.name}`, place: fact.place };
    case "workload":
      return { fact, name: `${fact.workloadKind} ${fact.namespace}/${fact.name}`, place: fact.place };
    case "service":
      return { fact, name: `Service ${fact.namespace}/${fact.name}`, place: fact.place };
    case "policy":
      // One that is rejected replaces nothing: what was applied before it stays.
      return fact.reading.kind === "accepted" ? { fact, name: nameOf(fact.reading.policy.ref), place: fact.place } : undefined;
    default:
      return undefined;
  }
}
