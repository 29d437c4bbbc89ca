import type { Suggestion, Suggestions } from "#lib/api/pages.ts";
import type { Context } from "#lib/check/context.ts";
import type { JudgedConnection } from "./connections.ts";
import { destinationRows } from "./destinations.ts";

/** More than this no list below a field shows. */
const MOST = 200;

/** What somebody may want to ask about: first what declared connections start at or lead to, blocked ones before others, then the rest. */
export function suggestionsOf(context: Context, judged: readonly JudgedConnection[]): Suggestions {
  const declared = judged.map(({ json }) => json).toSorted((a, b) => Number(a.verdict === "allow") - Number(b.verdict === "allow"));
  const workloads = context.snapshot.residents.workloads.map(({ id, name, workloadKind, namespace }) => ({ id, title: `${name}, ${workloadKind} in ${namespace}` }));
  const services = context.snapshot.services.map(({ namespace, name }) => ({ id: `svc:${namespace}/${name}`, title: `${name}, Service in ${namespace}` }));
  const known = new Map([...workloads, ...services].map((one) => [one.id, one]));
  const named = (id: string, title: string): Suggestion => known.get(id) ?? { id, title };
  return {
    from: firstOf([...declared.map(({ from, fromTitle }) => named(from, fromTitle)), ...workloads]),
    to: firstOf([...declared.map(({ to, toTitle }) => named(to, toTitle)), ...destinationRows(context, judged).map(({ id, title }) => named(id, title)), ...services, ...workloads]),
  };
}

const firstOf = (all: readonly Suggestion[]): readonly Suggestion[] => [...new Map(all.map((one) => [one.id, one])).values()].slice(0, MOST);
